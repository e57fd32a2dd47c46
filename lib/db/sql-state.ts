/** A SQLSTATE, and nothing like it: EPIPE is Node's, and P1001 Prisma's. */
const SQL_STATE = /^(\d[0-9A-Z]|F0|HV|P0|XX)[0-9A-Z]{3}$/;

/** Classes of SQLSTATE that no second try mends: data, constraint and limit (PostgreSQL appendix A). */
const PERMANENT = new Set(['22', '23', '54']);

/** Whether the database refused a value for good, rather than being away or busy (SECURITY 3.2). */
export function isPermanent(error: unknown): boolean {
  return PERMANENT.has(sqlStateOf(error)?.slice(0, 2) ?? '');
}

/** Classes that pass: connection, rollback, resources such as disk space, shutdown, I/O (SECURITY 3.2). */
const PASSING = new Set(['08', '40', '53', '57', '58']);

/** Whether the database could not do it now, and may do it later. */
export function isPassing(error: unknown): boolean {
  return PASSING.has(sqlStateOf(error)?.slice(0, 2) ?? '');
}

/**
 * The five characters with which Postgres names an error; null for an error of another kind. `pg` has
 * them in `code`; Prisma has a code of its own there, and keeps Postgres's deep below.
 */
export function sqlStateOf(error: unknown): string | null {
  for (const named of causesOf(error)) {
    for (const code of [fieldOf(named, 'code'), fieldOf(named, 'originalCode')]) {
      if (typeof code === 'string' && SQL_STATE.test(code)) return code;
    }
  }
  return null;
}

/** An error and what it came from, from the outside in: its cause, or what Prisma's adapter was told. */
export function* causesOf(error: unknown): Generator<unknown> {
  let next = error;
  // Nobody nests deeper; one that names itself as its cause must not hold us.
  for (let depth = 0; depth < 8 && next; depth += 1) {
    yield next;
    next = fieldOf(next, 'cause') ?? fieldOf(fieldOf(next, 'meta'), 'driverAdapterError');
  }
}

function fieldOf(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Reflect.get(value, key);
}
