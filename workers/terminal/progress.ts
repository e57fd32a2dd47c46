import { ENGLISH } from './english.ts';

export type Progress = {
  /** So many are done; `of` where the total was learnt, or lost, meanwhile. */
  update(done: number, of?: number | null): void;
  /** Takes the bar away. */
  end(): void;
};

const EVERY_MS = 100;
const WIDTH = 24;

/**
 * A bar with rate and remaining time on stderr. Only on a terminal: in a log or a pipe it would be
 * noise, and with --json nobody looks.
 */
export function startProgress(
  unit: string,
  total: number | null,
  { quiet = false }: { quiet?: boolean } = {},
): Progress {
  if (quiet || !process.stderr.isTTY) return { update: () => undefined, end: () => undefined };
  const startedAt = performance.now();
  let last = 0;
  let all = total;
  return {
    update(done, of) {
      if (of !== undefined) all = of;
      const now = performance.now();
      if (now - last < EVERY_MS && done !== all) return;
      last = now;
      process.stderr.write(`\r\x1b[K${progressLine(unit, done, all, (now - startedAt) / 1000)}`);
    },
    end() {
      process.stderr.write('\r\x1b[K');
    },
  };
}

/** `[######----]  1,200 of 2,648 mails · 310/s · 5 s left`; without a total, what is known. */
export function progressLine(unit: string, done: number, total: number | null, seconds: number) {
  const rate = seconds > 0 ? done / seconds : 0;
  const speed = `${ENGLISH.count(Math.round(rate))}/s`;
  if (total === null || total === 0) return `${ENGLISH.count(done)} ${unit} · ${speed}`;
  const filled = Math.min(WIDTH, Math.floor((done / total) * WIDTH));
  const bar = `[${'#'.repeat(filled)}${'-'.repeat(WIDTH - filled)}]`;
  const left = rate > 0 ? ` · ${remaining((total - done) / rate)} left` : '';
  return `${bar} ${ENGLISH.count(done)} of ${ENGLISH.count(total)} ${unit} · ${speed}${left}`;
}

function remaining(seconds: number) {
  const whole = Math.ceil(seconds);
  if (whole < 90) return `${whole} s`;
  const minutes = Math.ceil(whole / 60);
  return minutes < 90 ? `${minutes} min` : `${(minutes / 60).toFixed(1)} h`;
}
