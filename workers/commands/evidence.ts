import { Command } from 'commander';
import { AppError } from '#lib/errors';
import { filterToSearch, parseFilterStrict } from '#lib/filter/filter';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import { evidenceSteps } from '#lib/queries/evidence-files';
import { evidenceName } from '#lib/queries/evidence-name';
import { evidencePack } from '#lib/queries/evidence-pack';
import { Meter } from '#lib/queries/meter';
import { sealAudit } from '#lib/store/audit-seal';
import { beginExport, noteExport } from '#lib/store/export-log';
import { collect } from '#workers/terminal/options';
import { print } from '#workers/terminal/print';
import { startProgress } from '#workers/terminal/progress';
import { writeWhole } from '#workers/terminal/write-whole';

type Options = { from: string; to: string; domain: string[]; group?: string; out: string };

export function command(): Command {
  return new Command('evidence')
    .requiredOption('--from <day>', 'the first UTC day, as 2026-11-01')
    .requiredOption('--to <day>', 'the last UTC day, included')
    .option('--domain <name>', 'this domain only (repeatable)', collect, [])
    .option('--group <name>', 'the domains of this group only')
    .requiredOption('--out <file>', 'the ZIP, which is there only once it is whole')
    .action(makePack);
}

async function makePack({ from, to, domain, group, out }: Options) {
  const filter = parseFilterStrict({ from, to, d: domain, group });
  if (!filter.ok) throw new AppError('request/invalid', { detail: filter.error.text });
  await sealAudit();
  const progress = startProgress('files', evidenceSteps(SYSTEM_VIEWER));
  const now = new Date();
  const meter = new Meter();
  const zip = evidencePack(SYSTEM_VIEWER, filter.value, {
    now,
    onStep: async (done) => progress.update(done),
  });
  const id = await beginExport(SYSTEM_VIEWER, {
    fileName: evidenceName(filter.value, now),
    address: `/exports${filterToSearch(filter.value)}`,
  });
  const noted = noteExport(id, meter.through(zip), () => ({ ...meter.read(), rows: null }));
  await writeWhole(noted, out).finally(progress.end);
  await print(`${meter.read().sha256}  ${out}`);
}
