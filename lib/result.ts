/** A value that may be refused: how floor 0 answers, instead of throwing (ARCHITECTURE.md, Errors). */
export type Result<T, E> = { ok: true; value: T } | { ok: false; error: E };

/** An accepted value. */
export function ok<T>(value: T): Result<T, never> {
  return { ok: true, value };
}

/** A refusal, with its reason as data. */
export function err<E>(error: E): Result<never, E> {
  return { ok: false, error };
}
