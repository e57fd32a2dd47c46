/**
 * The places where the walk of a mail can break (SECURITY 3.7): each stands once in the code, and
 * test/crash breaks the worker at each of them.
 */
export const FAULT_POINTS = [
  'after-lock',
  'after-search',
  'after-ledger-lookup',
  'after-run-begin',
  'after-fetch',
  'before-claim',
  'after-claim',
  'reading',
  'after-read',
  'before-transaction',
  'after-report-rows',
  'after-originals',
  'after-copy',
  'after-roll-up',
  'after-ledger',
  'before-commit',
  'after-commit',
  'before-after-action',
  'after-after-action',
  'after-checkpoint',
  'before-hold',
  'after-hold',
  'after-pause-look',
  'before-run-end',
  'after-run-end',
  'before-poll-record',
  'before-watch',
  'after-wake',
] as const;

type FaultPoint = (typeof FAULT_POINTS)[number];

/**
 * Does nothing, unless FAULT names this point, as in `FAULT=after-claim:3:kill`: then its third
 * passing throws, or kills the process. A process that `npm start` started never breaks.
 */
export function faultPoint(point: FaultPoint): void {
  if (fault?.point !== point) return;
  fault.passings -= 1;
  if (fault.passings !== 0) return;
  if (fault.how === 'kill') process.kill(process.pid, 'SIGKILL');
  throw new Error(`Broken on purpose at ${point}.`);
}

const fault = parseFault();

function parseFault() {
  // biome-ignore lint/style/noProcessEnv: no setting, and never one: lib/env.ts must not offer it.
  const { NODE_ENV, FAULT = '' } = process.env;
  if (NODE_ENV === 'production') return null;
  const [, point, passings, how] = /^([a-z-]+):(\d+):(throw|kill)$/.exec(FAULT) ?? [];
  return how ? { point, passings: Number(passings), how } : null;
}
