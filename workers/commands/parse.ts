import { Command } from 'commander';
import { env } from '#lib/env';
import { createReader, type Reader } from '#lib/ingest/reader-thread';
import { describeItem } from '#lib/report/describe';
import { limitsFrom } from '#lib/report/limits';
import type { ReadItem } from '#lib/report/read-mail';
import { listFiles, nameOf, type ReportFile, readFiles } from '#workers/report-files';
import { describeInWords } from '#workers/terminal/item-line';
import { plural, print, printJson, say } from '#workers/terminal/print';
import { startProgress } from '#workers/terminal/progress';

export function command(): Command {
  return new Command('parse')
    .argument('<path...>', 'report, archive, mail, mbox, maildir, folder, or - for stdin')
    .option('--json', 'one line of JSON for each report or problem')
    .action(parse);
}

async function parse(paths: string[], { json = false }: { json?: boolean }) {
  const limits = limitsFrom(env());
  const places = await listFiles(paths);
  const reader = createReader();
  const progress = startProgress('files', places.length, { quiet: process.stdout.isTTY });
  const found = { reports: 0, problems: 0 };
  let done = 0;
  for await (const file of readFiles(places, Math.max(limits.mailBytes, limits.unpackedBytes))) {
    for (const item of await readItems(reader, file)) {
      if (item.outcome.ok) found.reports += 1;
      else found.problems += 1;
      if (json) await printJson(describeItem(file.path, item));
      else await print(describeInWords(file.path, item));
    }
    done += 1;
    progress.update(Math.min(done, places.length));
  }
  progress.end();
  await reader.close();
  if (!json) {
    const [reports, problems] = [
      plural(found.reports, 'report'),
      plural(found.problems, 'problem'),
    ];
    await say(`${reports} and ${problems} in ${plural(done, 'file')}.`);
  }
  if (found.problems > 0) process.exitCode = 2;
  else if (found.reports === 0) process.exitCode = 1;
}

async function readItems(reader: Reader, file: ReportFile): Promise<ReadItem[]> {
  if (!file.bytes) return [tooLarge(file)];
  const { items } = file.isMail
    ? await reader.readMail(file.bytes)
    : await reader.readFile(nameOf(file), file.bytes);
  return items;
}

function tooLarge({ path, size }: ReportFile): ReadItem {
  const text = `The file has ${size} bytes, more than MAX_MAIL_BYTES and MAX_UNPACKED_BYTES allow.`;
  const outcome = { ok: false, error: { code: 'report/too-large', text } } as const;
  return { fileName: path, member: null, kind: 'none', size, outcome };
}
