import { env } from '#lib/env';
import { AppError } from '#lib/errors';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import { judgeSoon } from '#lib/jobs/judge-soon';
import { configOf } from '#lib/jobs/mailbox-config';
import { type TestStep, testMailbox } from '#lib/net/test-mailbox';
import { findPollTarget, pollTargets } from '#lib/queries/poll-targets';
import { recordAudit } from '#lib/store/audit';
import type { RunCounts } from '#lib/store/run';
import { forecastMailbox } from '#workers/forecast-mailbox';
import { type PollResult, pollOnce } from '#workers/poll-mailbox';
import { forecastInWords } from '#workers/terminal/forecast-words';
import { stopOnInterrupt } from '#workers/terminal/interrupt';
import { paint, plural, print, printJson } from '#workers/terminal/print';
import { startProgress } from '#workers/terminal/progress';

type Json = { json?: boolean };

const STEPS: Readonly<Record<TestStep['step'], string>> = {
  dns: 'Name',
  tcp: 'Connection',
  tls: 'TLS',
  token: 'Access token',
  login: 'Login',
  folders: 'Folder',
  newest: 'Newest mails',
};

export async function testOne(name: string, { json = false }: Json): Promise<void> {
  const mailbox = await findPollTarget(SYSTEM_VIEWER, { name });
  if (!mailbox) throw unknown(name);
  for await (const taken of testMailbox(configOf(mailbox), env().MAX_MAIL_BYTES)) {
    const { step, ok, text, facts } = taken;
    if (!ok) process.exitCode = 3;
    if (json) await printJson({ step, ok, text, facts });
    else await print(stepInWords(taken));
  }
}

export async function pollMailboxes(
  name: string | undefined,
  { all = false, dryRun = false, json = false }: Json & { all?: boolean; dryRun?: boolean },
): Promise<void> {
  if (all === (name !== undefined)) {
    throw new AppError('request/invalid', { detail: 'Name one mailbox, or say --all.' });
  }
  if (dryRun) return await forecastMailboxes(name, json);
  await recordAudit(SYSTEM_VIEWER, 'mailbox.poll', name ?? 'all');
  const progress = startProgress('mails', null, { quiet: json });
  const results = await pollOnce(name ?? 'all', {
    stop: stopOnInterrupt(),
    // Side by side, the mailboxes of --all would overwrite each other's bar.
    onProgress: (counts, total) => (all ? undefined : progress.update(counts.done, total)),
  });
  progress.end();
  if (results.some(({ counts }) => counts.stored > 0)) await judgeSoon();
  for (const result of results) {
    if (json) await printJson(result);
    else await print(resultInWords(result));
  }
  process.exitCode ??= exitCodeOf(results);
}

/** One after the other, so that each has the bar for itself. */
async function forecastMailboxes(name: string | undefined, json: boolean) {
  const stop = stopOnInterrupt();
  for (const mailbox of await targetsOf(name)) {
    const progress = startProgress('mails', null, { quiet: json });
    const onProgress = ({ done }: RunCounts, total: number) => progress.update(done, total);
    const counts = await forecastMailbox(mailbox, { stop, onProgress }).finally(progress.end);
    if (counts.quarantined > 0) process.exitCode ??= 2;
    if (json) await printJson({ mailbox: mailbox.name, state: 'dry-run', counts });
    else await print(`${mailbox.name}: ${forecastInWords(counts)}`);
  }
}

async function targetsOf(name: string | undefined) {
  if (name === undefined) return await pollTargets(SYSTEM_VIEWER);
  const mailbox = await findPollTarget(SYSTEM_VIEWER, { name });
  if (mailbox) return [mailbox];
  throw unknown(name);
}

function stepInWords({ step, ok, text, facts }: TestStep): string {
  const mark = ok ? paint('green', '✓') : paint('red', '✗');
  const lines = facts.map((fact) => paint('dim', `    ${fact}`));
  return [`${mark} ${STEPS[step]}: ${text}`, ...lines].join('\n');
}

function resultInWords({ mailbox, state, counts, problem }: PollResult): string {
  switch (state) {
    case 'busy':
      return `${mailbox}: another worker is at it.`;
    case 'failed':
      return `${paint('red', '✗')} ${mailbox}: ${problem?.text ?? 'It failed.'}`;
    case 'stopped':
    case 'polled': {
      const { stored, duplicates, quarantined } = counts;
      const known = duplicates > 0 ? `, ${duplicates} known already` : '';
      const kept = quarantined > 0 ? `, ${quarantined} in quarantine` : '';
      const mails = plural(counts.done, 'new mail');
      return `${paint('green', '✓')} ${mailbox}: ${mails}, ${plural(stored, 'report')} stored${known}${kept}.`;
    }
  }
}

/** The worst of them: the world failed, something is in quarantine, nothing was done. */
function exitCodeOf(results: readonly PollResult[]): number {
  if (results.some(({ state }) => state === 'failed')) return 3;
  if (results.some(({ counts }) => counts.quarantined > 0)) return 2;
  return results.some(({ state }) => state === 'polled') ? 0 : 1;
}

function unknown(name: string) {
  return new AppError('request/not-found', { detail: `There is no mailbox called ${name}.` });
}
