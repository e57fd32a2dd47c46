import { ERRORS, isAppError } from '#lib/errors';

/**
 * Runs the body of a program and ends it: an AppError ends it with its own words and its row's exit
 * code. It does not wait for timers; the schema engine leaves some of ten seconds behind.
 */
export async function program(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    if (!isAppError(error)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = ERRORS[error.code].exit;
  }
  process.exit();
}

/** One line for the person who started the program. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
