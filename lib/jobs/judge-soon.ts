import { beyondWall } from '#lib/db/wall';
import { log } from '#lib/log';
import { sumSources } from './sum-sources.ts';

/** Milliseconds that somebody may wait for it; what is left then is done by the clock. */
const MOST_MS = 5_000;
/** How many times as long as it took it rests: at most a tenth of a processor goes into it. */
const REST = 10;

/** It works or rests, and somebody has asked meanwhile, until they end. */
let isBusy = false;
let asked: AbortSignal | null = null;

const NEVER = new AbortController().signal;

/**
 * After something was taken in: adds up and judges the sources of what changed before anybody looks,
 * as `sumSources` does by the clock. Asked again while it works or rests, it comes back by itself. It
 * fails nobody: what it leaves undone, because it took too long or `end` was said, is done by the clock.
 */
export async function judgeSoon(end = NEVER): Promise<void> {
  if (isBusy) asked = end;
  else await judgeNow(end);
}

async function judgeNow(end: AbortSignal) {
  isBusy = true;
  asked = null;
  const begun = performance.now();
  const stop = AbortSignal.any([end, AbortSignal.timeout(MOST_MS)]);
  try {
    await beyondWall(() => sumSources(stop));
  } catch (error) {
    if (!stop.aborted) log.warn({ err: error }, 'sources were not judged; the clock tries again');
  }
  const rest = (performance.now() - begun) * REST;
  const wake = setTimeout(() => {
    isBusy = false;
    if (asked) void judgeNow(asked);
  }, rest);
  // A command that is done ends.
  wake.unref();
}
