import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SMALL_MEMORY, WORKER_FLAGS } from '#prisma/start/worker-flags';
import { tempFolder } from '#test/support/temp-folder';
import { HOSTILE_ARCHIVES } from './hostile-archives.ts';
import type { Measured } from './hostile-child.ts';
import { HOSTILE_DOCUMENTS } from './hostile-documents.ts';
import { HOSTILE_JSON } from './hostile-json.ts';
import { HOSTILE_MAILS } from './hostile-mails.ts';
import { honestReport } from './sample-huge.ts';

/** SECURITY 4, G1 to G3: what no mail of a stranger may take more of. */
const MOST = { peakMib: 400, cpuSeconds: 5, loopDelayMs: 200 };

/** And what the longest honest report may take; the peak is that of reading alone, without a thread. */
const HONEST = { peakMib: 250, cpuSeconds: 10 };
/** As the thread is bounded (lib/ingest/reader-thread.ts), so that garbage is not kept for long. */
const SMALL_YOUNG_GENERATION = '--max-semi-space-size=4';

/** As the worker lives. */
const WORKER = {
  execArgv: WORKER_FLAGS,
  env: {
    ...SMALL_MEMORY,
    NODE_COMPILE_CACHE: join(tmpdir(), 'ruascope-hostile-programs'),
  },
};

const ATTACKS = [...HOSTILE_MAILS, ...HOSTILE_ARCHIVES, ...HOSTILE_DOCUMENTS, ...HOSTILE_JSON];
const folder = tempFolder('hostile');
const children: ChildProcess[] = [];
const measured: Measured[] = [];
let attacked: ChildProcess;

beforeAll(async () => {
  attacked = await startChild([], WORKER);
});

afterAll(() => {
  for (const child of children) child.kill();
  rmSync(folder, { recursive: true });
});

test('there are at least 120 attacks, each with a name of its own', () => {
  expect(ATTACKS.length).toBeGreaterThanOrEqual(120);
  expect(new Set(ATTACKS.map(({ name }) => name)).size).toBe(ATTACKS.length);
});

test.each(ATTACKS)('$name ends in $code', { timeout: 60_000 }, async ({ write, code }) => {
  const found = await readBy(attacked, write());
  measured.push(found);
  expect(found.code).toBe(code);
  expect(found.cpuSeconds).toBeLessThan(MOST.cpuSeconds);
  expect(found.loopDelayMs).toBeLessThan(MOST.loopDelayMs);
});

test('no attack takes more memory than allowed, nor do all of them twice', async () => {
  for (const { write } of ATTACKS) measured.push(await readBy(attacked, write()));
  const most = (key: 'cpuSeconds' | 'loopDelayMs' | 'peakMib') =>
    Math.max(...measured.map((one) => one[key]));
  const worst = {
    cpuSeconds: most('cpuSeconds'),
    loopDelayMs: most('loopDelayMs'),
    peakMib: most('peakMib'),
  };
  say(`${measured.length} attacks, at most: ${inWords(worst)}`);
  expect(measured).toHaveLength(2 * ATTACKS.length);
  expect(worst.peakMib).toBeLessThan(MOST.peakMib);
}, 300_000);

test('an honest report of 120,000 records is read', { timeout: 120_000 }, async () => {
  const report = honestReport();
  const inThread = await readBy(await startChild(), report);
  const alone = await readBy(
    await startChild(['no-thread'], { execArgv: [SMALL_YOUNG_GENERATION] }),
    report,
  );
  for (const found of [inThread, alone]) {
    say(`120,000 records: ${inWords(found)}`);
    expect(found.code).toBe('read');
    expect(found.cpuSeconds).toBeLessThan(HONEST.cpuSeconds);
  }
  expect(inThread.loopDelayMs).toBeLessThan(MOST.loopDelayMs);
  expect(inThread.peakMib).toBeLessThan(MOST.peakMib);
  expect(alone.peakMib).toBeLessThan(HONEST.peakMib);
});

type Surroundings = { execArgv?: string[]; env?: Record<string, string> };

async function startChild(told: string[] = [], { execArgv = [], env = {} }: Surroundings = {}) {
  const child = fork(join(import.meta.dirname, 'hostile-child.ts'), told, {
    execArgv,
    env: { ...process.env, ...env },
  });
  children.push(child);
  await once(child, 'message');
  return child;
}

/** What the child says about an input; should it die of one, the test fails for want of an answer. */
async function readBy(child: ChildProcess, bytes: Uint8Array): Promise<Measured> {
  const path = join(folder, 'input');
  writeFileSync(path, bytes);
  const answer = once(child, 'message');
  child.send(path);
  const [found] = await answer;
  return found;
}

function inWords({ cpuSeconds, loopDelayMs, peakMib }: Omit<Measured, 'code'>) {
  const parts = [
    `${cpuSeconds.toFixed(1)} s CPU`,
    `${loopDelayMs.toFixed(0)} ms of delay`,
    `${peakMib.toFixed(0)} MiB at the peak`,
  ];
  return parts.join(', ');
}

function say(line: string) {
  process.stderr.write(`hostile-pipeline.test: ${line}\n`);
}
