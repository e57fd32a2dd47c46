import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** A small mail leaves a few MiB in its thread; what a large one leaves may lie about for long. */
const HEAVY = 64 * 2 ** 20;

// Only a context that is made after this has the function. It is asked for nowhere else.
setFlagsFromString('--expose-gc');
const collect: NodeJS.GCFunction = runInNewContext('gc');

/**
 * Has a thread that is full of garbage give it back at once, pages that V8 would keep for eight seconds
 * included: the next large mail would lie beside it. Answers whether the thread is full even so.
 */
export function freeMemory(): boolean {
  if (!isHeavy()) return false;
  collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  return isHeavy();
}

function isHeavy() {
  const { total_heap_size: heap, external_memory: buffers } = getHeapStatistics();
  return heap + buffers > HEAVY;
}
