import { isPermanent, sqlStateOf } from '#lib/db/sql-state';
import { log } from '#lib/log';
import { type MailContents, type StoredItem, storeBatch } from '#lib/store/batch';
import type { Incoming, IngestContext, ItemOutcome, Stored } from './incoming.ts';
import { refuseContents } from './read-contents.ts';

/** A mail and what was read in it. */
export type ReadIncoming = { mail: Incoming; contents: MailContents };

/**
 * Stores a batch; when the database refuses it for good (a value that it cannot hold), mail by mail,
 * so that the one at fault goes to quarantine alone (SECURITY 3.2).
 */
export async function storeAll(
  read: readonly ReadIncoming[],
  context: IngestContext,
): Promise<Stored[]> {
  if (read.length === 0) return [];
  try {
    return await store(read, context);
  } catch (error) {
    if (!isPermanent(error)) throw error;
    const [first, ...others] = read;
    if (!first) return [];
    if (others.length === 0) return [await storeRefusal(first, context, error)];
    const each: Stored[] = [];
    for (const one of read) each.push(...(await storeAll([one], context)));
    return each;
  }
}

async function storeRefusal(
  { mail, contents }: ReadIncoming,
  context: IngestContext,
  error: unknown,
) {
  const state = sqlStateOf(error);
  log.error({ err: error, message: contents.messageId }, 'the database refused a report');
  const refused = await refuseContents(mail, contents, {
    code: 'report/invalid',
    text: `The database cannot hold a value of this report (SQLSTATE ${state}). Please report it.`,
  });
  const [stored] = await store([{ mail, contents: refused }], context);
  if (!stored) throw error;
  return stored;
}

async function store(
  read: readonly ReadIncoming[],
  { origin, entryOf }: IngestContext,
): Promise<Stored[]> {
  const contents = read.map((one) => one.contents);
  const [first] = contents;
  const stored = await storeBatch(contents, {
    isDemo: origin === 'demo',
    // A deed is one file, and a batch of one.
    entryOf: entryOf && first && (([items = []]) => entryOf(toOutcome(first, items))),
  });
  return contents.map((mail, index) => toOutcome(mail, stored[index] ?? []));
}

function toOutcome(mail: MailContents, stored: readonly StoredItem[]): Stored {
  return {
    messageId: mail.messageId,
    state: mail.quarantine ? 'quarantined' : 'done',
    items: mail.items.map((item, index) => toItemOutcome(item, stored[index])),
    records: stored.reduce((sum, { records }) => sum + records, 0),
    messages: stored.reduce((sum, { messages }) => sum + messages, 0),
  };
}

function toItemOutcome(
  item: MailContents['items'][number],
  stored: StoredItem | undefined,
): ItemOutcome {
  const refused = 'refused' in item ? item.refused : null;
  return {
    kind: item.kind,
    outcome: stored?.outcome ?? 'refused',
    code: refused?.code ?? null,
    text: refused?.text ?? null,
    reportUid: stored?.reportUid ?? null,
    messages: stored?.messages ?? 0,
    about: aboutOf(item),
  };
}

/** What a person knows an aggregate report by; null of anything else. */
function aboutOf(item: MailContents['items'][number]): ItemOutcome['about'] {
  if (item.kind !== 'aggregate' || 'refused' in item) return null;
  const { domain, orgName, beginAt, endAt } = item.report;
  return { domain, reporter: orgName, begin: beginAt, end: endAt };
}
