import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Env, env } from '#lib/env';
import { generate } from './generate.ts';
import { migrate } from './migrate.ts';
import { askHolder, tryLock } from './process-lock.ts';
import { explain, Failure, say } from './program.ts';
import { buildIfChanged } from './start/build.ts';
import { openDatabase } from './start/database.ts';
import { startProcesses } from './start/processes.ts';
import { Shutdown } from './start/shutdown.ts';
import { Steps } from './start/steps.ts';

/** `npm start`, and with --dev `npm run dev`: everything that Ruascope is, in one terminal. */
async function start(settings: Env, isDev: boolean, shutdown: Shutdown) {
  const dataDir = resolve(settings.DATA_DIR);
  const state = { url: 'starting' };
  if (!settings.DATABASE_URL) await refuseSecond(dataDir, state);
  const steps = new Steps(isDev ? 4 : 5);

  const open = () => openDatabase(settings, dataDir);
  const database = await steps.run('database', open, ({ words }) => words);
  shutdown.add(database);
  const applied = (names: string[]) => (names.length ? `${names.length} applied` : 'up to date');
  await steps.run('migrations', () => migrate(database.url), applied);
  await steps.run('client', generate, (isNew) => (isNew ? 'generated' : 'up to date'));
  const environment = { ...process.env, ...database.environment };
  if (!isDev) {
    const build = () => buildIfChanged(environment, shutdown.signal);
    await steps.run('build', build, (isNew) => (isNew ? 'built' : 'up to date'));
  }
  const run = () => startProcesses(settings, environment, isDev, shutdown);
  const processes = await steps.run('processes', run, () => 'web and worker');
  state.url = settings.PUBLIC_URL ?? processes.url;
  say(`\nRuascope is ready: ${state.url}`);
  processes.speak();
  await database.keep(shutdown.signal, processes.useDatabase);
}

/** One data folder, one Ruascope: a second one would only find the port taken. */
async function refuseSecond(dataDir: string, state: { url: string }) {
  const name = `start ${dataDir}`;
  if (await tryLock(name, () => state.url)) return;
  const address = await askHolder(name);
  throw new Failure(
    `Ruascope already runs on ${dataDir} (${address}). Stop it first, or set another DATA_DIR.`,
  );
}

const { values } = parseArgs({ options: { dev: { type: 'boolean', default: false } } });
const shutdown = new Shutdown();
try {
  await start(env(), values.dev, shutdown);
} catch (error) {
  // What fails because we are stopping is no news.
  if (!shutdown.signal.aborted) await shutdown.run(explain(error));
}
