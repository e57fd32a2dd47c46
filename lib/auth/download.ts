import { AsyncLocalStorage } from 'node:async_hooks';
import { log } from '#lib/log';
import { PRIVATE_HEADERS } from './problem.ts';

type Download = { name: string; type: string };

type Options = {
  /** Told that nobody reads any more, so that what is still asked for can be ended. */
  onGone?: () => void;
  /** How long nobody may read before that counts as gone. */
  patienceMs?: number;
};

/** Two minutes without a byte taken: who reads at all takes one of our pieces in that time. */
const PATIENCE = 120_000;

/** Bytes of a piece: small enough for a line of half a kilobyte a second. */
const PIECE = 64 * 1024;

/**
 * Text or bytes of any length as a file to save, at the pace of whoever saves it. An error at once is thrown,
 * for a problem to tell; one later cuts the connection, so that half a file is never taken for a
 * whole one (PRODUCT 4.1). So does a reader that has fallen asleep: it holds what others wait for.
 */
export async function download(
  pieces: AsyncIterable<string | Uint8Array>,
  file: Download,
  { onGone = () => {}, patienceMs = PATIENCE }: Options = {},
): Promise<Response> {
  const iterator = inSmallPieces(pieces);
  // Whoever pulls, it is asked as whom asked for the file.
  const here = AsyncLocalStorage.snapshot();
  // The first piece may be no more than a header; the second has been to the database.
  const ahead = [await iterator.next(), await iterator.next()];
  let asleep: NodeJS.Timeout | undefined;
  const leave = async () => {
    clearTimeout(asleep);
    onGone();
    await iterator.return?.().catch(() => undefined);
  };
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      clearTimeout(asleep);
      const next = ahead.shift() ?? (await here(() => iterator.next()).catch(tell));
      if (next.done) {
        controller.close();
        return;
      }
      controller.enqueue(next.value);
      asleep = setTimeout(() => {
        controller.error(new Error('Nobody has read on for too long.'));
        void leave();
      }, patienceMs);
      asleep.unref();
    },
    cancel: leave,
  });
  const tell = (error: unknown) => {
    log.error({ err: error, name: file.name }, 'a download broke off');
    throw error;
  };
  return new Response(body, { headers: downloadHeaders(file) });
}

async function* inSmallPieces(pieces: AsyncIterable<string | Uint8Array>) {
  for await (const piece of pieces) {
    const bytes = typeof piece === 'string' ? new TextEncoder().encode(piece) : piece;
    for (let at = 0; at < bytes.byteLength; at += PIECE) yield bytes.subarray(at, at + PIECE);
  }
}

/** What is said of such a file before its first byte. */
export function downloadHeaders({ name, type }: Download): Record<string, string> {
  return {
    ...PRIVATE_HEADERS,
    'content-type': type,
    'content-disposition': attachment(name),
  };
}

/** Bytes that a stranger wrote, as a file to save: whatever they claim to be, they are never shown. */
export function downloadBytes(bytes: Uint8Array, name: string): Response {
  return new Response(Buffer.from(bytes), {
    headers: {
      ...PRIVATE_HEADERS,
      'content-type': 'application/octet-stream',
      'content-disposition': attachment(name),
    },
  });
}

/** RFC 6266; names are ours, and an A-label at most makes them long. */
function attachment(name: string) {
  const plain = name.replace(/[^\w.-]/g, '_');
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`;
}
