import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  ColumnTypeEnum,
  DriverAdapterError,
  isDriverAdapterError,
  type SqlDriverAdapter,
  type SqlQuery,
} from '@prisma/driver-adapter-utils';
import { DatabaseError, type Pool, types } from 'pg';

/**
 * Sends a migration to Postgres in one piece. Prisma's adapter cuts a script at every semicolon, be
 * it in a function body or a comment, and runs the pieces one by one; in one piece it is also one
 * implicit transaction, so that a failed migration leaves nothing behind.
 */
export class MigrationPg extends PrismaPg {
  private readonly url: string;
  private readonly opened: Adapter[] = [];

  constructor(url: string) {
    super(url);
    this.url = url;
  }

  override async connect() {
    const adapter = await super.connect();
    this.opened.push(adapter);
    adapter.executeScript = async (script) => {
      try {
        await adapter.underlyingDriver().query(script);
      } catch (error) {
        throw error instanceof DatabaseError ? new DriverAdapterError(described(error)) : error;
      }
    };
    const ask = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = (query) => askWithChars(query, ask, adapter.underlyingDriver());
    return adapter;
  }

  /** Ends every connection; the engine forgets its own. */
  async close() {
    for (const adapter of this.opened.toReversed()) {
      if (!adapter.underlyingDriver().ended) await adapter.dispose();
    }
  }

  // Prisma's own takes the database name of a connection string over the one it made, and would
  // replay the migrations into the database itself.
  override async connectToShadowDb() {
    const name = `ruascope_shadow_${randomUUID()}`;
    const shadowUrl = new URL(this.url);
    shadowUrl.pathname = name;
    const [main, shadow] = [await this.connect(), await new MigrationPg(shadowUrl.href).connect()];
    await main.executeScript(`CREATE DATABASE "${name}"`);
    const disconnect = shadow.dispose.bind(shadow);
    shadow.dispose = async () => {
      await disconnect();
      await main.executeScript(`DROP DATABASE "${name}"`);
    };
    this.opened.push(shadow);
    return shadow;
  }
}

type Adapter = Awaited<ReturnType<PrismaPg['connect']>>;
type Ask = SqlDriverAdapter['queryRaw'];

/**
 * Answers the engine's questions about the catalogue, some of which read Postgres's one-byte type
 * "char". The adapter has no word for it: such a column travels as text, named a character.
 */
async function askWithChars(query: SqlQuery, ask: Ask, pool: Pool) {
  try {
    return await ask(query);
  } catch (error) {
    if (!isUnknownChar(error)) throw error;
    const sql = query.sql.trim().replace(/;$/, '');
    const { fields } = await pool.query({
      text: `SELECT * FROM (${sql}) q LIMIT 0`,
      values: query.args,
    });
    const isChar = fields.map((field) => field.dataTypeID === types.builtins.CHAR);
    const columns = fields.map(
      ({ name }, i) => `"${name}"${isChar[i] ? '::text' : ''} AS "${name}"`,
    );
    const answer = await ask({ ...query, sql: `SELECT ${columns.join(', ')} FROM (${sql}) q` });
    const columnTypes = answer.columnTypes.map((type, i) =>
      isChar[i] ? ColumnTypeEnum.Character : type,
    );
    return { ...answer, columnTypes };
  }
}

function isUnknownChar(error: unknown) {
  return (
    isDriverAdapterError(error) &&
    error.cause.kind === 'UnsupportedNativeDataType' &&
    error.cause.type === 'char'
  );
}

function described({ message, code, severity, detail, column, hint }: DatabaseError) {
  const kind = 'postgres' as const;
  return { kind, code: code ?? '', severity: severity ?? '', message, detail, column, hint };
}
