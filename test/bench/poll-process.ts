import { SMALL_MEMORY } from '#prisma/start/worker-flags';
import { runCli } from '#test/workers/run-cli';

/**
 * Polls mailboxes by the command line, a process for each list of what it is told (a name, or --all).
 * Answers with the seconds from the first run's beginning to the last one's end as the database has
 * them: how long programs take to start is no question of mailboxes.
 */
export async function pollInProcesses(
  url: string,
  commands: readonly (readonly string[])[],
  mails: number,
): Promise<number> {
  const env = {
    ...{ DATABASE_URL: url, SECRET_KEY: process.env['SECRET_KEY'] ?? '' },
    ...{ CHECK_SENDERS: 'off', LOG_LEVEL: 'error', ...SMALL_MEMORY },
  };
  const ended = await Promise.all(
    commands.map((told) => runCli(['mailbox', 'poll', ...told], { env })),
  );
  const failed = ended.find(({ code }) => code !== 0);
  if (failed) throw new Error(`Polling ended with code ${failed.code}: ${failed.err}`);
  const { pool } = await import('#lib/db/pool');
  const { rows } = await pool().query(
    `SELECT extract(epoch FROM max(ended_at) - min(started_at))::float8 AS seconds,
       sum(done)::int AS done FROM run`,
  );
  if (rows[0]?.done !== mails) throw new Error(`${rows[0]?.done} of ${mails} mails were polled.`);
  return rows[0].seconds;
}
