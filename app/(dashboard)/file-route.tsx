import { getTranslations } from 'next-intl/server';
import { downloadBytes } from '#lib/auth/download';
import { noteTake } from '#lib/auth/note-take';
import { PRIVATE_HEADERS, problemResponse } from '#lib/auth/problem';
import { requireViewer } from '#lib/auth/require-viewer';
import type { Viewer } from '#lib/filter/viewer';
import { makeSample } from '#lib/ingest/sample-thread';

type Context = { params: Promise<{ id: string }> };

/** Where a file comes from, and what is said where it is not, or not for this viewer. */
type Kept = {
  find: (viewer: Viewer, id: string) => Promise<Uint8Array | null>;
  missing: 'file' | 'mail' | 'report';
};

type Route = (request: Request, context: Context) => Promise<Response>;

/**
 * A route that hands out a file as a stranger wrote it: only ever a download, by a name of ours. People may
 * be named in it, so who takes it is written down before.
 */
export function originalRoute({ name, ...kept }: Kept & { name: (id: string) => string }): Route {
  return fileRoute(kept, async (bytes, { id, viewer, request }) => {
    await noteTake(viewer, name(id), request);
    return downloadBytes(bytes, name(id));
  });
}

/** A route to the same with nobody in it, to be shared with whoever mends a reader. */
export function sampleRoute({
  name,
  ...kept
}: Kept & { name: (id: string, isMail: boolean) => string }): Route {
  return fileRoute(kept, async (bytes, { id }) => {
    const made = await makeSample(bytes);
    if (!made) return new Response(await said('sample'), { status: 422, headers: PRIVATE_HEADERS });
    return downloadBytes(made.sample, name(id, made.isMail));
  });
}

type Asked = { id: string; viewer: Viewer; request: Request };

/** Who is signed out is sent to sign in; who may not have the file is told so. */
function fileRoute(
  { find, missing }: Kept,
  hand: (bytes: Uint8Array, asked: Asked) => Promise<Response>,
): Route {
  return async (request, { params }) => {
    const viewer = await requireViewer();
    const { id } = await params;
    try {
      const bytes = await find(viewer, id);
      if (bytes) return await hand(bytes, { id: id.toLowerCase(), viewer, request });
      return new Response(await said(missing), { status: 404, headers: PRIVATE_HEADERS });
    } catch (error) {
      return problemResponse(error);
    }
  };
}

async function said(word: Kept['missing'] | 'sample') {
  const t = await getTranslations('chrome.missing');
  return t(word);
}
