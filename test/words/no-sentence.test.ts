import { join } from 'node:path';
import { API } from 'typescript/unstable/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findProse, type Prose } from '#test/support/find-prose';

const ROOT = join(import.meta.dirname, '../..');

/** What speaks by lib/words alone; it grows until it is all of app/. */
const DONE = [
  'app/layout.tsx',
  'app/words.ts',
  'app/(dashboard)/layout.tsx',
  'app/(dashboard)/nav-with-notes.tsx',
  'app/(dashboard)/viewer-box.tsx',
  'app/_ui/nav',
  'app/_ui/mobile-nav',
  'app/_ui/palette',
  'app/_ui/key',
  'app/_ui/theme',
  'app/_ui/language',
  'app/(auth)/',
  'app/error.tsx',
  'app/not-found.tsx',
  'app/_ui/fa',
  'app/(dashboard)/settings/',
  'app/(dashboard)/ingest/',
  'app/(dashboard)/failures/',
  'app/(dashboard)/tls/',
  'app/(dashboard)/exports/',
  'app/(dashboard)/file-route.tsx',
  'app/_ui/progress.tsx',
];

/** Read by machines, in English alone. */
const MACHINES = ['app/api/', 'app/metrics/'];

const api = new API({ cwd: ROOT });
const proseByFile = new Map<string, Prose[]>();

beforeAll(() => {
  const snapshot = api.updateSnapshot({ openProjects: [join(ROOT, 'tsconfig.json')] });
  const program = snapshot.getProject(join(ROOT, 'tsconfig.json'))?.program;
  for (const name of program?.getSourceFileNames() ?? []) {
    const path = name.slice(ROOT.length + 1);
    if (!path.startsWith('app/') || MACHINES.some((start) => path.startsWith(start))) continue;
    const file = program?.getSourceFile(name);
    if (file) proseByFile.set(path, findProse(file));
  }
}, 60_000);

afterAll(() => api.close());

test.each(DONE)('no sentence is left in %s', (start) => {
  const files = [...proseByFile].filter(([path]) => path.startsWith(start));
  expect(files.length).toBeGreaterThan(0);
  const found = files.flatMap(([path, prose]) =>
    prose.map(({ line, text }) => `${path}:${line} ${text}`),
  );
  expect(found).toEqual([]);
});
