import { env } from '#lib/env';
import { AppError } from '#lib/errors';
import { databaseFault } from './database-fault.ts';
import type { PrismaClient } from './generated/client.ts';

/** What a worker or a command asks, and what the web does besides answering: jobs, uploads, recounts. */
const LONGEST = '1h';

/**
 * How long Postgres works on one statement of the connections that questions are asked by. In the web
 * a person waits, and whoever asks for too much keeps others waiting (SECURITY 1, row 9).
 */
export function questionTime(): string {
  // biome-ignore lint/style/noProcessEnv: Next sets it, and replaces it in the build.
  return process.env['NEXT_RUNTIME'] ? `${env().QUESTION_SECONDS}s` : LONGEST;
}

/** And on one of all others; a cursor, a backup and a restore say themselves how long. */
export const WORK_TIME = LONGEST;

/** The same client, whose questions say what to do where they took too long. */
export function timed(client: PrismaClient): PrismaClient {
  return new Proxy(client, {
    get(target, key) {
      const member = Reflect.get(target, key, target);
      if (typeof member !== 'function') return member;
      if (key !== '$queryRaw' && key !== '$transaction') return member.bind(target);
      return (...given: unknown[]) => inTime(() => Reflect.apply(member, target, given));
    },
  });
}

/** Asks, and says what to do (`database/too-long`) where Postgres gave up after that time. */
export async function inTime<T>(ask: () => T): Promise<Awaited<T>> {
  try {
    return await ask();
  } catch (error) {
    throw databaseFault(error)?.code === 'database/too-long' ? tooLong(error) : error;
  }
}

function tooLong(cause: unknown) {
  const code = 'database/too-long';
  // React hands a page no more of an error than its digest; by it a panel says what can be done.
  return Object.assign(new AppError(code, { cause }), { digest: code });
}
