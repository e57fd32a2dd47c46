import { getTranslations } from 'next-intl/server';
import { downloadBytes } from '#lib/auth/download';
import { requireViewer } from '#lib/auth/require-viewer';
import type { Viewer } from '#lib/filter/viewer';
import { makeSample } from '#lib/ingest/sample-thread';

type Context = { params: Promise<{ id: string }> };

/** Where a file comes from, and what is said where it is not, or not for this viewer. */
type Kept = {
  find: (viewer: Viewer, id: string) => Promise<Uint8Array | null>;
  missing: 'file' | 'mail' | 'report';
};

/** A route that hands out a file as a stranger wrote it: only ever a download, by a name of ours. */
export function originalRoute({ find, missing, name }: Kept & { name: (id: string) => string }) {
  return async (_: Request, { params }: Context): Promise<Response> => {
    const viewer = await requireViewer();
    const { id } = await params;
    const bytes = await find(viewer, id);
    if (!bytes) return notThere(missing);
    return downloadBytes(bytes, name(id.toLowerCase()));
  };
}

async function notThere(missing: Kept['missing']) {
  return new Response(await said(missing), { status: 404 });
}

async function said(word: Kept['missing'] | 'sample') {
  const t = await getTranslations('chrome.missing');
  return t(word);
}

/** A route to the same with nobody in it, to be shared with whoever mends a reader. */
export function sampleRoute({
  find,
  missing,
  name,
}: Kept & { name: (id: string, isMail: boolean) => string }) {
  return async (_: Request, { params }: Context): Promise<Response> => {
    const viewer = await requireViewer();
    const { id } = await params;
    const bytes = await find(viewer, id);
    if (!bytes) return notThere(missing);
    const made = await makeSample(bytes);
    if (!made) return new Response(await said('sample'), { status: 422 });
    return downloadBytes(made.sample, name(id.toLowerCase(), made.isMail));
  };
}
