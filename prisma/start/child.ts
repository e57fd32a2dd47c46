import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { say } from '#prisma/program';

const LONGEST_PAUSE = 30_000;
const PATIENCE = 20_000;
const FOLLOW_PARENT = new URL('./follow-parent.ts', import.meta.url).href;

export type ChildOptions = {
  name: string;
  /** Arguments of the Node that runs us. */
  args: string[];
  environment: NodeJS.ProcessEnv;
  /** Called when the child ends for a reason that another start would meet again. */
  onHopeless: (code: number) => void;
};

/** The exit code of a wrong configuration (lib/errors.ts). */
const WRONG_CONFIGURATION = 78;

/**
 * A process that is kept alive: when it ends by itself it is started again, after a pause that
 * doubles from one second to half a minute. It has a session of its own, so that Ctrl-C reaches
 * `npm start` alone and the order of stopping is ours.
 */
export class Child {
  readonly #options: ChildOptions;
  #process: ChildProcess | null = null;
  #stopping = new AbortController();
  #pause = 1000;
  #isHeard = false;

  constructor(options: ChildOptions) {
    this.#options = options;
    this.#start();
  }

  /** From now on its stdout is shown. Before, Next prints a banner with addresses of its own. */
  speak(): void {
    this.#isHeard = true;
  }

  /** Asks the process to end, waits for it, and after `patience` milliseconds ends it by force. */
  async stop(patience = PATIENCE): Promise<void> {
    this.#stopping.abort();
    const child = this.#process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    this.#signal(patience > 0 ? 'SIGTERM' : 'SIGKILL');
    const force = setTimeout(() => this.#signal('SIGKILL'), patience);
    await ended;
    clearTimeout(force);
  }

  /** Restarts it with another environment, such as a database that moved. */
  async restart(environment: NodeJS.ProcessEnv): Promise<void> {
    await this.stop();
    this.#options.environment = environment;
    this.#stopping = new AbortController();
    this.#start();
  }

  #start() {
    const { args, environment, name } = this.#options;
    const started = Date.now();
    const stopping = this.#stopping.signal;
    const child = spawn(process.execPath, ['--import', FOLLOW_PARENT, ...args], {
      env: { ...environment, RUASCOPE_START: 'yes' },
      detached: true,
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    this.#process = child;
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      if (this.#isHeard) process.stdout.write(text);
    });
    child.once('exit', async (code, signal) => {
      if (stopping.aborted) return;
      if (code === WRONG_CONFIGURATION) return this.#options.onHopeless(code);
      if (Date.now() - started > 60_000) this.#pause = 1000;
      say(
        `${name} ended (${signal ?? `exit ${code}`}); starting it again in ${this.#pause / 1000} s`,
      );
      await sleep(this.#pause);
      this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE);
      if (!stopping.aborted) this.#start();
    });
  }

  /** Its whole session: `next dev` has children of its own. */
  #signal(signal: NodeJS.Signals) {
    try {
      if (this.#process?.pid) process.kill(-this.#process.pid, signal);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
    }
  }
}
