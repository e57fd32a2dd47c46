import { log } from '#lib/log';
import { PRIVATE_HEADERS } from './problem.ts';

type Download = { name: string; type: string };

/**
 * Text or bytes of any length as a file to save, at the pace of whoever saves it. An error at once is thrown,
 * for a problem to tell; one later cuts the connection, so that half a file is never taken for a
 * whole one (PRODUCT 4.1).
 */
export async function download(
  pieces: AsyncIterable<string | Uint8Array>,
  file: Download,
): Promise<Response> {
  const iterator = pieces[Symbol.asyncIterator]();
  // The first piece may be no more than a header; the second has been to the database.
  const ahead = [await iterator.next(), await iterator.next()];
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = ahead.shift() ?? (await iterator.next().catch(tell));
      if (next.done) controller.close();
      else controller.enqueue(bytesOf(next.value));
    },
    async cancel() {
      await iterator.return?.();
    },
  });
  const tell = (error: unknown) => {
    log.error({ err: error, name: file.name }, 'a download broke off');
    throw error;
  };
  return new Response(body, { headers: downloadHeaders(file) });
}

/** What is said of such a file before its first byte. */
export function downloadHeaders({ name, type }: Download): Record<string, string> {
  return {
    ...PRIVATE_HEADERS,
    'content-type': type,
    'content-disposition': attachment(name),
  };
}

function bytesOf(piece: string | Uint8Array) {
  return typeof piece === 'string' ? new TextEncoder().encode(piece) : piece;
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
