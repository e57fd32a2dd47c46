const ENV_LOG = ['env', 'log'];

/**
 * The floor plan (ARCHITECTURE.md): what each room may import besides its own files, the ground and
 * npm. To change the plan is to change this table, and the picture with it.
 */
export const ROOMS: Record<string, readonly string[]> = {
  // floor 0: knowledge
  words: [],
  report: [],
  posture: ['filter'],
  source: ['words'],
  filter: [],
  format: ['words'],
  alert: ['format'],
  demo: ['report'],
  diagnosis: ['report', 'words'],
  // floor 1: world
  env: ['report'],
  log: ['env'],
  db: [...ENV_LOG, 'filter'],
  net: [...ENV_LOG, 'posture', 'report', 'words'],
  queries: [
    ...ENV_LOG,
    'db',
    'diagnosis',
    'filter',
    'format',
    'posture',
    'report',
    'source',
    'words',
  ],
  store: [...ENV_LOG, 'alert', 'db', 'filter', 'posture', 'report', 'source'],
  // floor 2: deeds
  ingest: [...ENV_LOG, 'db', 'demo', 'filter', 'net', 'report', 'source', 'store', 'words'],
  jobs: [...ENV_LOG, 'alert', 'db', 'filter', 'net', 'posture', 'queries', 'source', 'store'],
  auth: [...ENV_LOG, 'db', 'filter', 'queries', 'store'],
  api: [
    ...ENV_LOG,
    ...['auth', 'diagnosis', 'filter', 'posture', 'queries', 'report', 'source', 'store', 'words'],
  ],
  // floor 3: doors
  app: [
    ...ENV_LOG,
    'api',
    'auth',
    'diagnosis',
    'filter',
    'format',
    'ingest',
    'jobs',
    'posture',
    'queries',
    'source',
    'store',
    'words',
  ],
  workers: [
    ...ENV_LOG,
    ...['auth', 'db', 'demo', 'filter', 'format', 'ingest', 'jobs', 'net', 'queries', 'report'],
    ...['store', 'words', 'prisma'],
  ],
};

/** Files that every room may import, and that import only each other. */
export const GROUND = [
  'lib/result.ts',
  'lib/errors.ts',
  'lib/domain-name.ts',
  'lib/loopback.ts',
  'lib/mail-provider.ts',
  'lib/mailbox-why.ts',
  'lib/after-action.ts',
  'lib/fault.ts',
  'lib/stage-seconds.ts',
];

/** Rooms without a world: no files, no network, no clock, no dice, no environment. */
export const PURE = [
  'report',
  'posture',
  'source',
  'filter',
  'format',
  'alert',
  'demo',
  'diagnosis',
  'words',
];

/** What Node offers a room without a world. */
export const PURE_BUILTINS = [
  'node:buffer',
  'node:crypto',
  'node:stream',
  'node:util',
  'node:zlib',
];

/** Postgres has one door. */
export const DATABASE_PACKAGES = /^(@prisma\/|pg$)/;

/** The files of app/ that may write; all others only ask. */
export const WRITING_DOORS = /(^|\/)(actions|route)\.tsx?$/;

/** What a file of the browser may import at run time, besides files of app/. */
export const BROWSER_ROOMS = ['filter', 'format', 'words'];
