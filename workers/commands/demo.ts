import { Command } from 'commander';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import { ingestDemo } from '#lib/ingest/ingest-demo';
import { createReader } from '#lib/ingest/reader-thread';
import { judgeSoon } from '#lib/jobs/judge-soon';
import { recordAudit } from '#lib/store/audit';
import { removeDemo } from '#lib/store/demo';
import { ENGLISH } from '#workers/terminal/english';
import { wholeNumber } from '#workers/terminal/options';
import { plural, print, printJson } from '#workers/terminal/print';
import { startProgress } from '#workers/terminal/progress';

type Options = { days: number; seed: number; remove?: boolean; json?: boolean };

export function command(): Command {
  return new Command('demo')
    .option('--days <number>', 'how many days, up to yesterday', wholeNumber(1, 732), 90)
    .option(
      '--seed <number>',
      'another number tells the story with other dice',
      wholeNumber(0, 2 ** 31),
      1,
    )
    .option('--remove', 'take the demo away, and nothing else')
    .option('--json', 'end with one line of JSON')
    .action((options: Options) => (options.remove ? remove(options) : fill(options)));
}

async function fill({ days, seed, json = false }: Options) {
  // Another day tells another story under the same report ids: the older one goes first.
  await removeDemo(SYSTEM_VIEWER);
  await recordAudit(SYSTEM_VIEWER, 'demo.load', 'demo', null, { days, seed });
  const reader = createReader();
  const progress = startProgress('mails', null, { quiet: json });
  const counts = await ingestDemo(reader, { now: new Date(), days, seed }, ({ done }) =>
    progress.update(done),
  );
  progress.end();
  await reader.close();
  await judgeSoon();
  const { done: mails, stored: reports, quarantined, records, messages } = counts;
  if (quarantined > 0) process.exitCode = 2;
  if (json) return await printJson({ mails, reports, quarantined, records, messages });
  const over = `over ${plural(days, 'day')}`;
  await print(`${plural(reports, 'report')} about ${plural(messages, 'message')}, ${over}.`);
  await print('Take it away again with: ruascope demo --remove');
}

async function remove({ json = false }: Options) {
  const removed = await removeDemo(SYSTEM_VIEWER);
  if (removed.domains === 0) process.exitCode = 1;
  if (json) return await printJson(removed);
  if (removed.domains === 0) return await print('There is no demo data.');
  await print(
    `Removed ${ENGLISH.count(removed.reports)} reports of ${plural(removed.domains, 'demo domain')}.`,
  );
}
