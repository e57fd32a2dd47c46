import { ERRORS, isAppError } from '#lib/errors';

/**
 * Runs the body of a program and ends it. It does not wait for timers; the schema engine leaves some
 * of ten seconds behind.
 */
export async function program(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    process.exit(explain(error));
  }
  process.exit();
}

/** Says on stderr why a program cannot go on, and returns its exit code. */
export function explain(error: unknown): number {
  const isOurs = isAppError(error);
  const words =
    error instanceof Error && (isOurs || error instanceof Failure) ? error.message : null;
  process.stderr.write(`${words ?? (error instanceof Error ? error.stack : String(error))}\n`);
  return isOurs ? ERRORS[error.code].exit : 1;
}

/** A failure whose words say all; anything else that is thrown is a bug and shows its stack. */
export class Failure extends Error {}

/** One line for the person who started the program. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
