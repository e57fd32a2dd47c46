import { Prisma, type PrismaClient } from './generated/client.ts';
import { inTime } from './question-time.ts';
import { wallStatement } from './wall.ts';

/** Models that stand behind the wall; the others' tables are not for the limited role. */
const WALLED_MODELS: ReadonlySet<unknown> = new Set([
  ...['domain', 'domainGroup', 'groupDomain', 'report', 'reportOriginal', 'record', 'daily'],
  ...['dailyReport', 'sourceSum'],
  ...[
    'sourceTrait',
    'sourceVerdict',
    'judgedMonth',
    'summedMonth',
    'changedMonth',
    'droppedMonth',
    'sourceLabel',
    'spfRanges',
    'dmarcRecord',
  ],
  ...['tlsPolicy', 'tlsReport', 'tlsFailure', 'failureReport'],
]);

const READS: ReadonlySet<unknown> = new Set([
  ...['findMany', 'findFirst', 'findFirstOrThrow', 'findUnique', 'findUniqueOrThrow'],
  ...['count', 'aggregate', 'groupBy'],
]);

/**
 * The same client, of which every reading is a transaction behind the second wall. What it writes is
 * written as ever: that is decided before, and noted as the viewer's deed.
 */
export function walled(client: PrismaClient, domains: readonly number[]): PrismaClient {
  return new Proxy(client, {
    get(target, key) {
      const member = Reflect.get(target, key, target);
      if (key === '$queryRaw') return inTransaction(client, domains, target, member);
      if (key === '$transaction') return snapshot(client, domains);
      if (!WALLED_MODELS.has(key)) return bound(target, member);
      return new Proxy(member, {
        get(model, name) {
          const method = Reflect.get(model, name, model);
          return READS.has(name) ? inTransaction(client, domains, model, method) : method;
        },
      });
    },
  });
}

type Reading = Prisma.PrismaPromise<unknown>;

function inTransaction(
  client: PrismaClient,
  domains: readonly number[],
  owner: object,
  read: unknown,
) {
  return async (...given: unknown[]) => {
    if (typeof read !== 'function') throw new TypeError('This is no reading.');
    const reading: Reading = Reflect.apply(read, owner, given);
    const asked = [client.$queryRaw(wallSql(domains)), reading];
    const [, answer] = await inTime(() => client.$transaction(asked));
    return answer;
  };
}

/** Questions that see one moment see it from behind the wall. */
function snapshot(client: PrismaClient, domains: readonly number[]) {
  return (work: unknown, options?: object) => {
    if (typeof work !== 'function')
      return Reflect.apply(client.$transaction, client, [work, options]);
    const asked = async (tx: Prisma.TransactionClient): Promise<unknown> => {
      await tx.$queryRaw(wallSql(domains));
      return await work(tx);
    };
    return inTime(() => client.$transaction(asked, options));
  };
}

function wallSql(domains: readonly number[]) {
  const { text, values } = wallStatement(domains);
  return new Prisma.Sql(text.split('$1'), values);
}

function bound(owner: object, member: unknown): unknown {
  return typeof member === 'function' ? member.bind(owner) : member;
}
