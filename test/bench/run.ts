import { fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { generate } from '#prisma/generate';
import { SMALL_MEMORY, WORKER_FLAGS } from '#prisma/start/worker-flags';
import { hugeXml, machineSpeed } from './bare-parser.ts';
import { type Figure, reaches, tableOf } from './figure.ts';
import { PARTS } from './parts.ts';

/** Of each part, and of the product's processes that it starts. */
const SETTINGS = {
  SECRET_KEY: 'only for the length of a benchmark, and nothing else',
  LOG_LEVEL: 'error',
  // Reports of nobody: there is nothing to ask of DNS.
  CHECK_SENDERS: 'off',
  LOOK_UP_SOURCES: 'off',
  API_REQUESTS_PER_MINUTE: '1000000',
};

// npm run bench -- [part …] [--quick] [--json FILE]
// Exit code 1 where a figure is below its floor, or a part found other sums than its load has.
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean', default: false }, json: { type: 'string' } },
});
const names = positionals.length > 0 ? positionals : Object.keys(PARTS);
const unknown = names.find((name) => !(name in PARTS));
if (unknown !== undefined) {
  process.stderr.write(`There is no part "${unknown}". Parts: ${Object.keys(PARTS).join(', ')}\n`);
  process.exit(2);
}

await generate();
// Shared machines are twice as fast in one hour as in another: each part says how fast this one was.
const { xml } = await hugeXml();
await machineSpeed(xml);
const found: Figure[] = [];
for (const name of names) {
  process.stdout.write(`\n${name}\n`);
  const figures = await besideMachine(() => runPart(name));
  process.stdout.write(`${tableOf(figures)}\n`);
  found.push(...figures);
}
if (values.json) writeFileSync(values.json, `${JSON.stringify(result(), null, 2)}\n`);
if (found.some((figure) => !reaches(figure, figure.floor))) process.exitCode = 1;

async function besideMachine(part: () => Promise<Figure[]>): Promise<Figure[]> {
  const value = await machineSpeed(xml);
  const figures = await part();
  const after = Math.round(await machineSpeed(xml));
  const what = 'this machine before it: saxes alone';
  return [...figures, { what, value, unit: 'MiB/CPU-s', ratio: `${after} after it` }];
}

function runPart(name: string): Promise<Figure[]> {
  const depth = values.quick ? 'quick' : 'whole';
  // As npm start runs the worker.
  const cache = join(import.meta.dirname, '../../node_modules/.cache/ruascope');
  const env = { ...process.env, ...SETTINGS, ...SMALL_MEMORY, NODE_COMPILE_CACHE: cache };
  // What only reads holds thousands of mails at once, to be checked: not a worker's memory.
  const execArgv = name === 'read' ? [] : WORKER_FLAGS;
  const child = fork(join(import.meta.dirname, 'part.ts'), [name, depth], { env, execArgv });
  return new Promise((resolve, reject) => {
    child.once('message', (figures: Figure[]) => resolve(figures));
    child.once('exit', (code) => reject(new Error(`The part ${name} ended with code ${code}.`)));
  });
}

function result() {
  const [{ model = 'unknown' } = {}] = cpus();
  return {
    at: new Date().toISOString(),
    node: process.version,
    processors: `${cpus().length} × ${model}`,
    quick: values.quick,
    figures: found,
  };
}
