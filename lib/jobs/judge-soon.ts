import { log } from '#lib/log';
import { sumSources } from './sum-sources.ts';

/** Milliseconds that somebody may wait for it; what is left then is done by the clock. */
const MOST_MS = 5_000;
/** How many times as long as it took it rests: at most a tenth of a processor goes into it. */
const REST = 10;

/** It works or rests, and somebody has asked meanwhile. */
let isBusy = false;
let isAsked = false;

/**
 * After something was taken in: adds up and judges the sources of what changed before anybody looks,
 * as `sumSources` does by the clock. Asked again while it works or rests, it comes back by itself. It
 * fails nobody: what it leaves undone is done within ten minutes.
 */
export async function judgeSoon(): Promise<void> {
  if (isBusy) isAsked = true;
  else await judgeNow();
}

async function judgeNow() {
  isBusy = true;
  isAsked = false;
  const begun = performance.now();
  const stop = AbortSignal.timeout(MOST_MS);
  try {
    await sumSources(stop);
  } catch (error) {
    if (!stop.aborted) log.warn({ err: error }, 'sources were not judged; the clock tries again');
  }
  const rest = (performance.now() - begun) * REST;
  const wake = setTimeout(() => {
    isBusy = false;
    if (isAsked) void judgeNow();
  }, rest);
  // A command that is done ends.
  wake.unref();
}
