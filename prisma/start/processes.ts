import { join } from 'node:path';
import type { Env } from '#lib/env';
import { Failure } from '#prisma/program';
import { NEXT } from './build.ts';
import { Child } from './child.ts';
import type { Shutdown } from './shutdown.ts';
import { answersHttp, choosePort, localUrl } from './web-address.ts';
import { SMALL_MEMORY, WEB_FLAGS, WORKER_FLAGS } from './worker-flags.ts';

/** How long the pages may take to answer for the first time. */
const PATIENCE = 120_000;
const ROOT = join(import.meta.dirname, '../..');
const WORKER = [...WORKER_FLAGS, join(ROOT, 'workers/poll.ts')];
/** Before Next, so that it listens through it. */
const EACH_REQUEST = new URL('./each-request.ts', import.meta.url).href;

/** Web and worker, running. */
export type Processes = {
  url: string;
  /** From now on what they say is shown. */
  speak: () => void;
  /** Starts both again on a database that has moved. */
  useDatabase: (url: string) => Promise<void>;
};

/** Starts web and worker, and waits until the web answers. */
export async function startProcesses(
  { HOST, PORT }: Env,
  environment: NodeJS.ProcessEnv,
  isDev: boolean,
  shutdown: Shutdown,
): Promise<Processes> {
  const port = await choosePort(PORT, HOST);
  const url = localUrl(HOST, port);
  const surroundings = {
    ...environment,
    HOST,
    PORT: `${port}`,
    NODE_ENV: isDev ? ('development' as const) : ('production' as const),
    NEXT_TELEMETRY_DISABLED: '1',
    ...SMALL_MEMORY,
    // What compiles TypeScript takes 20 MiB of a process and as much of each reader's thread.
    NODE_COMPILE_CACHE: join(ROOT, 'node_modules/.cache/ruascope'),
  };
  const start = (name: string, args: string[]) => {
    const onHopeless = (code: number) => void shutdown.run(code);
    const child = new Child({ name, args, environment: surroundings, onHopeless });
    shutdown.add({ stop: () => child.stop(), force: () => child.stop(0) });
    return child;
  };
  const next = [
    ...WEB_FLAGS,
    '--import',
    EACH_REQUEST,
    NEXT,
    isDev ? 'dev' : 'start',
    '--hostname',
    HOST,
    '--port',
    `${port}`,
  ];
  const children = [start('web', next), start('worker', WORKER)];
  if (!(await answersHttp(`${url}/api/health`, PATIENCE, shutdown.signal))) {
    throw new Failure(`The pages do not answer at ${url}.`);
  }
  return {
    url,
    speak: () => {
      for (const child of children) child.speak();
    },
    useDatabase: async (moved) => {
      const environmentNow = { ...surroundings, DATABASE_URL: moved };
      await Promise.all(children.map((child) => child.restart(environmentNow)));
    },
  };
}
