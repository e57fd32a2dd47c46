import { eventStream } from '#lib/auth/event-stream';
import { findViewer } from '#lib/auth/find-viewer';
import { PRIVATE_HEADERS, problemResponse } from '#lib/auth/problem';
import { AppError } from '#lib/errors';
import { SYSTEM_VIEWER, type Viewer } from '#lib/filter/viewer';
import { log } from '#lib/log';
import { backlog } from '#lib/queries/backlog';
import { requireMailAccess, seesMail } from '#lib/queries/require-mail-access';
import { Ticker } from '#lib/queries/ticker';

/** Whoever listens may see every mailbox, so one answer fits all of them. */
const ticker = new Ticker(() => backlog(SYSTEM_VIEWER), 1000);

/** How often a listener's session is looked at again. */
const SESSION_MS = 5000;

/**
 * What is being read right now: as server-sent events for whoever asks for them, else once, for a
 * browser behind a proxy that holds events back. It ends with the session.
 */
export async function GET(request: Request): Promise<Response> {
  try {
    const viewer = await findViewer(request.headers, { idle: true });
    if (!viewer) throw new AppError('auth/unauthenticated');
    requireMailAccess(viewer);
    if (request.headers.get('accept')?.includes('text/event-stream')) return stream(request);
    return Response.json(await backlog(viewer), { headers: PRIVATE_HEADERS });
  } catch (error) {
    return problemResponse(error);
  }
}

function stream({ headers, signal }: Request) {
  return eventStream(({ send, end }) => {
    const fail = (error: unknown) => {
      log.warn({ err: error }, 'a live view broke off');
      end();
    };
    const silence = ticker.listen(send, fail);
    const look = () => findViewer(headers, { idle: true }).then(stay, fail);
    const stay = (viewer: Viewer | null) => {
      if (!viewer || !seesMail(viewer)) end('signed-out');
    };
    const watch = setInterval(() => void look(), SESSION_MS);
    signal.addEventListener('abort', () => end());
    return () => {
      clearInterval(watch);
      silence();
    };
  });
}
