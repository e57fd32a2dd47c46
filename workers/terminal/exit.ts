import { CommanderError } from 'commander';
import { databaseFault } from '#lib/db/database-fault';
import { type AppError, ERRORS, isAppError } from '#lib/errors';
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
  const known = isAppError(error) ? error : databaseFault(error);
  if (known) {
    process.exitCode = ERRORS[known.code].exit;
    await say(inOneLine(known));
    return;
  }
  process.exitCode = OUR_FAULT;
  await say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  await say('This is a fault of Ruascope; please report it with the lines above.');
}

/** Why Postgres does not answer is for the operator to know: a wrong password, a wrong port. */
function inOneLine({ code, message, detail, cause }: AppError) {
  const reason = code === 'database/unavailable' && !detail && cause instanceof Error;
  const line = reason && cause.message ? `${message} (${cause.message})` : message;
  return line.replace(/\s+/g, ' ');
}
