import { CommanderError } from 'commander';
import { ERRORS, isAppError } from '#lib/errors';
import { say } from './print.ts';

/** sysexits.h: the command was used wrongly; something that should not happen happened. */
const WRONG_USE = 64;
const OUR_FAULT = 70;

/** Tells a person in one line why the command failed, and sets the exit code for a program. */
export async function endWith(error: unknown): Promise<void> {
  if (error instanceof CommanderError) {
    // Commander has told already what was wrong; asking for help is right use.
    process.exitCode = error.exitCode === 0 ? 0 : WRONG_USE;
    return;
  }
  if (isAppError(error)) {
    process.exitCode = ERRORS[error.code].exit;
    await say(error.message);
    return;
  }
  process.exitCode = OUR_FAULT;
  await say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  await say('This is a fault of Ruascope; please report it with the lines above.');
}
