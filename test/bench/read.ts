import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readFile } from '#lib/report/read-file';
import { type ReadMail, readMail } from '#lib/report/read-mail';
import { hugeXml, parseBare } from './bare-parser.ts';
import type { Figure } from './figure.ts';
import { type LoadKind, type Manifest, writeLoad } from './load.ts';
import { measureInTurn, measureRounds, type Taken } from './measure.ts';

const CORPUS = join(import.meta.dirname, '../../../shared/corpus/files');
const MIB = 2 ** 20;

/** The reader alone: from the bytes of a mail to a report that was checked, without a database. */
export async function benchRead(isQuick: boolean): Promise<Figure[]> {
  const rounds = isQuick ? 3 : 5;
  return [
    ...(await againstSaxes(isQuick, rounds)),
    ...(await mailsOf('small', isQuick ? 1000 : 5000, rounds)),
    ...(await mailsOf('real', isQuick ? 400 : 2000, rounds)),
    ...(await corpus(rounds)),
  ];
}

/** One huge report as XML; the limit is the parser that we stand on. */
async function againstSaxes(isQuick: boolean, rounds: number): Promise<Figure[]> {
  const { xml, manifest } = await hugeXml();
  const reads = isQuick ? 1 : 2;
  const [bare, reader] = await measureInTurn(
    () => repeat(reads, () => parseBare(xml)),
    () => repeat(reads, async () => check(manifest, [await readFile('report.xml', xml)], 'huge')),
    rounds,
  );
  const speed = ({ cpuSeconds }: Taken) => (reads * xml.length) / MIB / cpuSeconds;
  return [
    { what: 'saxes alone, one report of 50,000 records', value: speed(bare), unit: 'MiB/CPU-s' },
    {
      what: 'reader, the same report',
      value: speed(reader),
      unit: 'MiB/CPU-s',
      floor: 25,
      target: 0.7 * speed(bare),
      ratio: `${Math.round((100 * speed(reader)) / speed(bare))} % of saxes`,
    },
  ];
}

async function mailsOf(kind: LoadKind, count: number, rounds: number): Promise<Figure[]> {
  const { mails, manifest } = writeLoad(kind, count);
  const work = async () => {
    const read: ReadMail[] = [];
    for (const { raw } of mails) read.push(await readMail(raw));
    check(manifest, read, kind);
  };
  const { cpuSeconds } = await measureRounds(work, rounds);
  const xmlMib = mails.reduce((sum, { xmlBytes }) => sum + xmlBytes, 0) / MIB;
  const what = `reader, ${count} mails (${kind})`;
  return [
    { what, value: count / cpuSeconds, unit: 'reports/CPU-s' },
    { what, value: xmlMib / cpuSeconds, unit: 'MiB/CPU-s' },
  ];
}

/** Real files lie beside the project on some machines; elsewhere there is nothing to say of them. */
async function corpus(rounds: number): Promise<Figure[]> {
  if (!existsSync(CORPUS)) return [];
  const files = globSync('**/*', { cwd: CORPUS, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name, parentPath }) => ({ name, bytes: readFileSync(join(parentPath, name)) }));
  let reports = 0;
  const work = async () => {
    reports = 0;
    for (const { name, bytes } of files) {
      const { items } = await readFile(basename(name), bytes);
      reports += items.filter(({ outcome }) => outcome.ok).length;
    }
  };
  const { cpuSeconds } = await measureRounds(work, rounds);
  const what = `reader, ${files.length} real files`;
  return [{ what, value: reports / cpuSeconds, unit: 'reports/CPU-s' }];
}

/** A fast reader that counts wrong is no reader. */
function check(manifest: Manifest, mails: readonly ReadMail[], kind: LoadKind) {
  const found: Manifest = { reports: 0, records: 0, messages: 0, passing: 0 };
  for (const { outcome } of mails.flatMap(({ items }) => items)) {
    if (!outcome.ok || outcome.value.kind !== 'aggregate') continue;
    found.reports += 1;
    found.records += outcome.value.report.records.length;
    for (const { row } of outcome.value.report.records) {
      const { dkim, spf } = row.policyEvaluated;
      found.messages += row.count;
      if (dkim === 'pass' || spf === 'pass') found.passing += row.count;
    }
  }
  if (JSON.stringify(found) === JSON.stringify(manifest)) return;
  const [is, ought] = [JSON.stringify(found), JSON.stringify(manifest)];
  throw new Error(`The load ${kind} was read as ${is}; it is ${ought}.`);
}

async function repeat(times: number, work: () => unknown) {
  for (let time = 0; time < times; time += 1) await work();
}
