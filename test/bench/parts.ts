import { benchBacklog } from './backlog.ts';
import { benchBeside } from './beside.ts';
import type { Figure } from './figure.ts';
import { benchImap } from './imap.ts';
import { benchIngest } from './ingest.ts';
import { benchPages } from './pages.ts';
import { benchQueries } from './query.ts';
import { benchRead } from './read.ts';
import { benchStatements } from './statements.ts';
import { benchStreams } from './streams.ts';

/** What `npm run bench` can measure; each part in a process of its own. */
export const PARTS: Readonly<Record<string, (isQuick: boolean) => Promise<Figure[]>>> = {
  read: benchRead,
  'ingest-small': (isQuick) => benchIngest('small', isQuick),
  'ingest-real': (isQuick) => benchIngest('real', isQuick),
  'ingest-huge': (isQuick) => benchIngest('huge', isQuick),
  statements: benchStatements,
  imap: benchImap,
  beside: benchBeside,
  backlog: benchBacklog,
  query: benchQueries,
  pages: benchPages,
  streams: benchStreams,
};
