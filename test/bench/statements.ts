import { appendFileSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startEmbedded } from '#prisma/embedded';
import { migrate } from '#prisma/migrate';
import { tempFolder } from '#test/support/temp-folder';
import type { Figure } from './figure.ts';
import { checkLoad, ingest } from './ingest.ts';
import { putMailsOnDisk } from './mails-on-disk.ts';
import { pointAt } from './point-at.ts';
import { statementCosts } from './statement-costs.ts';

const SHOWN = 8;

/** Which statements take the server's processors while small reports are taken in; Postgres's own count. */
export async function benchStatements(isQuick: boolean): Promise<Figure[]> {
  const folder = tempFolder('bench-mails');
  const dataDir = tempFolder('bench');
  const load = await putMailsOnDisk(folder, 'small', isQuick ? 1000 : 5000);
  const server = await startEmbedded({ dataDir });
  try {
    await migrate(server.url);
    countStatements(server.folder);
    pointAt(server.url);
    const { serverSeconds } = await ingest(folder, load, dataDir);
    await checkLoad('small', load.manifest, server.url);
    const log = readFileSync(join(dataDir, 'postgres.log'), 'utf8');
    return figuresOf(log, serverSeconds, load.mails.length);
  } finally {
    await server.stop();
    for (const one of [folder, dataDir]) rmSync(one, { recursive: true, force: true });
  }
}

/**
 * Has the server write down what each statement takes, in every session from now on. Our role may not
 * ask for that; whoever owns the server's files may.
 */
function countStatements(folder: string) {
  appendFileSync(join(folder, 'postgresql.auto.conf'), 'log_statement_stats = on\n');
  const [pid] = readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n');
  process.kill(Number(pid), 'SIGHUP');
}

function figuresOf(log: string, serverSeconds: number, reports: number): Figure[] {
  const costs = statementCosts(log);
  const all = costs.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0);
  const figureOf = (what: string, cpuSeconds: number, times?: number): Figure => {
    const share = `${Math.round((100 * cpuSeconds) / serverSeconds)} %`;
    const ratio = times === undefined ? share : `${share}, ${times} times`;
    return { what, value: (1000 * cpuSeconds) / reports, unit: 'CPU-ms', ratio };
  };
  const top = costs.slice(0, SHOWN);
  const shown = top.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0);
  return [
    ...top.map(({ statement, cpuSeconds, times }) =>
      figureOf(shortly(statement), cpuSeconds, times),
    ),
    figureOf('all other statements', all - shown),
    figureOf('the server beside its statements', serverSeconds - all),
  ];
}

/** The beginning of a statement; of one that begins with a question, what it writes. */
function shortly(statement: string) {
  const [writes] = (/^WITH/.test(statement) && /(INSERT INTO|UPDATE) \w+/.exec(statement)) || [];
  return writes ? `WITH … ${writes}` : statement.slice(0, 60);
}
