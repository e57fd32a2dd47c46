import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Argument, Command, Option } from 'commander';
import { AppError } from '#lib/errors';
import { filterToSearch, parseFilterStrict } from '#lib/filter/filter';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import { DATASET_NAMES, type DatasetName, exportName } from '#lib/queries/datasets';
import { EXPORT_FORMS, type ExportForm, exportFile } from '#lib/queries/exported-file';
import { beginExport, noteExport } from '#lib/store/export-log';
import { collect } from '#workers/terminal/options';
import { writeWhole } from '#workers/terminal/write-whole';

type Options = {
  from: string;
  to: string;
  domain: string[];
  group?: string;
  format: ExportForm;
  out?: string;
};

export function command(): Command {
  return new Command('export')
    .addArgument(new Argument('<dataset>', 'what to export').choices(DATASET_NAMES))
    .requiredOption('--from <day>', 'the first UTC day, as 2026-11-01')
    .requiredOption('--to <day>', 'the last UTC day, included')
    .option('--domain <name>', 'this domain only (repeatable)', collect, [])
    .option('--group <name>', 'the domains of this group only')
    .addOption(
      new Option('--format <format>', 'zip: the CSV with its manifest and its SHA-256')
        .choices(EXPORT_FORMS)
        .default('csv'),
    )
    .option('--out <file>', 'into a file, which is there only once it is whole; else on stdout')
    .action(exportAll);
}

async function exportAll(name: DatasetName, { from, to, domain, group, format, out }: Options) {
  const filter = parseFilterStrict({ from, to, d: domain, group });
  if (!filter.ok) throw new AppError('request/invalid', { detail: filter.error.text });
  if (format === 'zip' && isTerminal(out)) {
    throw new AppError('request/invalid', {
      detail: 'A ZIP is not for a terminal: give --out FILE.',
    });
  }
  const now = new Date();
  const { pieces, meter } = await exportFile(SYSTEM_VIEWER, filter.value, name, {
    form: format,
    now,
  });
  const id = await beginExport(SYSTEM_VIEWER, {
    fileName: exportName(name, filter.value, format, now),
    address: `/api/v1/export/${name}.${format}${filterToSearch(filter.value)}`,
  });
  const noted = Readable.from(noteExport(id, pieces, () => meter.read()));
  if (out === undefined || out === '-') await pipeline(noted, process.stdout, { end: false });
  else await writeWhole(noted, out);
}

function isTerminal(out: string | undefined) {
  return (out === undefined || out === '-') && process.stdout.isTTY;
}
