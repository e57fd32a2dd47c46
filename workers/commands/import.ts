import { basename } from 'node:path';
import { Command } from 'commander';
import { env } from '#lib/env';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import type { Incoming } from '#lib/ingest/incoming';
import { ingestRun, type OnProgress } from '#lib/ingest/ingest-run';
import { createReader } from '#lib/ingest/reader-thread';
import { judgeSoon } from '#lib/jobs/judge-soon';
import { looksLikeMail } from '#lib/report/detect';
import { limitsFrom } from '#lib/report/limits';
import { recordAudit } from '#lib/store/audit';
import { forecastRun } from '#workers/forecast';
import { ImportSummary } from '#workers/import-summary';
import { listFiles, nameOf, type Place, readFiles } from '#workers/report-files';
import { ENGLISH } from '#workers/terminal/english';
import { forecastInWords } from '#workers/terminal/forecast-words';
import { stopOnInterrupt } from '#workers/terminal/interrupt';
import { plural, print, printJson } from '#workers/terminal/print';
import { startProgress } from '#workers/terminal/progress';

export function command(): Command {
  return new Command('import')
    .argument('<path...>', 'report, archive, mail, mbox, maildir, folder, or - for stdin')
    .option('--dry-run', 'tell what it would do, and do nothing')
    .option('--json', 'end with one line of JSON')
    .action(importFiles);
}

type Options = { dryRun?: boolean; json?: boolean };

async function importFiles(paths: string[], { dryRun = false, json = false }: Options) {
  const limits = limitsFrom(env());
  const places = await listFiles(paths);
  const reader = createReader();
  const summary = new ImportSummary(performance.now());
  const progress = startProgress('files', places.length, { quiet: json });
  const limit = Math.max(limits.mailBytes, limits.unpackedBytes);
  const mails = incoming(places, limit, stopOnInterrupt(), summary);
  const plan = { origin: 'import', label: labelOf(paths), total: places.length } as const;
  const onProgress: OnProgress = ({ done }, outcomes) => {
    summary.addOutcomes(outcomes);
    // A mbox holds many mails: then nobody knows how many are to come.
    progress.update(done, done > summary.files ? null : places.length);
  };
  // Before: what a run has done stands in its row, also of one that broke off.
  if (!dryRun) await recordImport(plan);
  const counts = dryRun
    ? await forecastRun(reader, mails, onProgress)
    : await ingestRun(reader, mails, plan, onProgress);
  progress.end();
  await reader.close();
  if (!dryRun && counts.stored > 0) await judgeSoon();

  const told = summary.tell(counts, performance.now());
  if (json) await printJson(told);
  else await print(dryRun ? forecastInWords(counts) : inWords(told));
  if (counts.quarantined > 0) process.exitCode ??= 2;
  else if (counts.done === 0) process.exitCode ??= 1;
}

async function recordImport({ label, total }: { label: string; total: number }) {
  await recordAudit(SYSTEM_VIEWER, 'report.import', label, null, { files: total });
}

async function* incoming(
  places: readonly Place[],
  limit: number,
  stop: AbortSignal,
  summary: ImportSummary,
): AsyncGenerator<Incoming> {
  const now = new Date();
  for (const place of places) {
    summary.files += 1;
    for await (const file of readFiles([place], limit)) {
      if (stop.aborted) return;
      const isMail = file.isMail || (file.bytes !== null && looksLikeMail(file.bytes));
      if (isMail) summary.mails += 1;
      yield {
        raw: file.bytes,
        name: isMail ? null : nameOf(file),
        receivedAt: file.receivedAt ?? now,
        uid: null,
        size: file.size,
      };
    }
  }
}

function labelOf([first = '', ...others]: readonly string[]) {
  const name = first === '-' ? 'stdin' : basename(first);
  return others.length === 0 ? name : `${name} and ${others.length} more`;
}

function inWords(told: ReturnType<ImportSummary['tell']>) {
  const { stored, duplicate, conflict } = told.reports;
  const lines = [
    `${plural(stored, 'report')} stored: ${plural(told.records, 'record')}, ${plural(told.messages, 'message')}.`,
  ];
  if (duplicate > 0)
    lines.push(`${ENGLISH.count(duplicate)} known already, and not counted again.`);
  if (conflict > 0)
    lines.push(`${ENGLISH.count(conflict)} in conflict with a known one: kept, not counted.`);
  if (told.quarantined > 0) {
    lines.push(`${plural(told.quarantined, 'mail')} in quarantine, with the reason: see Ingest.`);
  }
  lines.push(`${plural(told.files, 'file')} in ${told.seconds.toFixed(1)} s.`);
  return lines.join('\n');
}
