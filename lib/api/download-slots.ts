import { env } from '#lib/env';
import { AppError } from '#lib/errors';
import { keepHeapLean } from './lean-heap.ts';

/** Files on their way out of this process, by whose they are. */
const open = new Map<string, number>();

/**
 * Pieces of a file that take a place among those on their way with the first of them, and give it back
 * however they end. By process, since what is scarce is this one's connections: each file holds one, and a
 * slow reader for hours. Nobody has more than half of the places, so that some are left for others.
 */
export async function* inDownloadSlot<Piece>(
  whose: string,
  pieces: AsyncIterable<Piece>,
): AsyncGenerator<Piece> {
  takeSlot(whose);
  try {
    yield* pieces;
  } finally {
    const left = ownOf(whose) - 1;
    if (left > 0) open.set(whose, left);
    else open.delete(whose);
    if (open.size === 0) keepHeapLean(false);
  }
}

function takeSlot(whose: string) {
  const most = env().DOWNLOADS_AT_ONCE;
  const own = ownOf(whose);
  const all = [...open.values()].reduce((sum, count) => sum + count, 0);
  if (own >= Math.ceil(most / 2) || all >= most) {
    const detail = `${all} files are on their way, ${own} of them yours (DOWNLOADS_AT_ONCE is ${most}).`;
    throw new AppError('request/busy', { detail });
  }
  if (open.size === 0) keepHeapLean(true);
  open.set(whose, own + 1);
}

function ownOf(whose: string) {
  return open.get(whose) ?? 0;
}
