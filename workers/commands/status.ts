import { Command } from 'commander';
import { parseFilter } from '#lib/filter/filter';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import { type Health, health } from '#lib/queries/health';
import { ingestStatus } from '#lib/queries/ingest-status';
import { type JobStatus, jobStatus } from '#lib/queries/job-status';
import { lastReports } from '#lib/queries/last-reports';
import { secondWallStands } from '#lib/queries/second-wall';
import { type WorkerRow, workerList } from '#lib/queries/worker-list';
import { ENGLISH } from '#workers/terminal/english';
import { paint, print, printJson } from '#workers/terminal/print';
import { printList } from '#workers/terminal/table';
import { mailboxColumns } from './mailbox-settings.ts';

export function command(): Command {
  return new Command('status')
    .option('--json', 'all of it as one line of JSON')
    .action(({ json = false }: { json?: boolean }) => status(json));
}

async function status(json: boolean) {
  const now = new Date();
  const state = await health(now);
  const [secondWall, workers, { mailboxes }, jobs, domains] = await Promise.all([
    secondWallStands(),
    workerList(now),
    ingestStatus(SYSTEM_VIEWER, now),
    jobStatus(SYSTEM_VIEWER, now),
    lastReports(SYSTEM_VIEWER, parseFilter({})),
  ]);
  if (json) return await printJson({ ...state, secondWall, workers, mailboxes, jobs, domains });
  await print(inWords(state, workers, secondWall));
  if (mailboxes.length > 0) {
    await print('');
    await printList(mailboxes, false, mailboxColumns(now));
  }
  if (jobs.length > 0) {
    await print('');
    await printList(jobs, false, {
      job: ({ name }) => name,
      'last run': ({ lastAt }) => (lastAt ? ENGLISH.ago(lastAt, now) : 'not yet'),
      next: ({ nextAt }) => ENGLISH.instant(nextAt),
      result: jobResult,
    });
  }
  if (domains.length > 0) {
    await print('');
    await printList(domains, false, {
      domain: ({ domain }) => domain,
      'last report': ({ lastReportAt }) =>
        lastReportAt ? ENGLISH.ago(lastReportAt, now) : 'never',
    });
  }
}

function inWords(
  { schema, reports, backlog, quarantineOpen }: Health,
  workers: WorkerRow[],
  secondWall: boolean,
) {
  const where = workers.map(({ host, pid }) => `${host}:${pid}`).join(', ');
  return [
    `Database    ${paint('green', 'reachable')}, schema ${schema}`,
    `Second wall ${secondWall ? 'between domains' : paint('red', 'none: npm run migrate says why')}`,
    `Workers     ${workers.length === 0 ? paint('red', 'none at work') : where}`,
    `Reports     ${ENGLISH.count(reports)}`,
    `Backlog     ${ENGLISH.count(backlog)} mails`,
    `Quarantine  ${ENGLISH.count(quarantineOpen)} open`,
  ].join('\n');
}

function jobResult({ state, text }: JobStatus) {
  if (state === 'new') return paint('dim', 'none');
  if (state === 'good') return `${paint('green', '✓')} ${text}`;
  if (state === 'running' || state === 'waiting') return state;
  const tail = state === 'retrying' ? ' (it will be tried again)' : '';
  return `${paint('red', '✗')} ${text}${tail}`;
}
