import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import {
  BROWSER_ROOMS,
  DATABASE_PACKAGES,
  GROUND,
  PURE,
  PURE_BUILTINS,
  ROOMS,
  WRITING_DOORS,
} from '#test/support/floor-plan';
import { type Import, readSources, type SourceFile } from '#test/support/read-imports';
import { tempFolder } from '#test/support/temp-folder';

const ROOT = join(import.meta.dirname, '..');
const sources = readSources(ROOT);
const planted = tempFolder('architecture');
afterAll(() => rmSync(planted, { recursive: true }));

test('reads the whole house', () => {
  const rooms = new Set(sources.map(({ path }) => roomOf(path)));
  expect(sources.length).toBeGreaterThan(100);
  expect(sources.flatMap(({ imports }) => imports).length).toBeGreaterThan(200);
  expect([...rooms].filter((room) => room !== 'ground' && !ROOMS[room])).toEqual([]);
});

test('an import points down, along the floor plan', () => {
  expect(violations(sources)).toEqual([]);
});

test('no import leads back to where it came from', () => {
  expect(cycles(sources)).toEqual([]);
});

test('knowledge asks no clock and throws no dice', () => {
  const impure = /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bprocess\.|\bperformance\./;
  const found = sources.filter(
    ({ path, text }) => PURE.includes(roomOf(path)) && impure.test(text),
  );
  expect(found.map(({ path }) => path)).toEqual([]);
});

test('what is written is not written from behind the second wall', () => {
  const store = sources.filter(({ path }) => roomOf(path) === 'store');
  const walled = /(?<!beyondWall\()db\(\)\s*\.(\$queryRaw|\$transaction\(\s*async)/;
  expect(store.length).toBeGreaterThan(30);
  expect(store.filter(({ text }) => walled.test(text)).map(({ path }) => path)).toEqual([]);
});

test('questions of people are asked by a client that knows of the second wall', () => {
  const around = sources.filter(
    ({ path, imports }) =>
      roomOf(path) === 'queries' && imports.some(({ target }) => target === 'lib/db/pool.ts'),
  );
  expect(around.map(({ path }) => path).toSorted()).toEqual([
    // A pack's bytes, once its own condition has found it to be the viewer's.
    'lib/queries/evidence-packs.ts',
    // What workers and jobs ask.
    'lib/queries/known-reports.ts',
    'lib/queries/ledger-states.ts',
    // It opens the transaction itself.
    'lib/queries/stream-rows.ts',
  ]);
});

test('half of the files are shorter than a hundred lines', () => {
  const lengths = sources.map(({ text }) => text.split('\n').length).toSorted((a, b) => a - b);
  expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThan(100);
});

const PLANTED = {
  'lib/report/a.ts': [
    `import { db } from '#lib/db/client';`,
    'lib/report/a.ts -> lib/db/client.ts',
  ],
  'lib/filter/a.ts': [`import { env } from '#lib/env';`, 'lib/filter/a.ts -> lib/env.ts'],
  'lib/format/a.ts': [
    `import { open } from 'node:fs/promises';`,
    'lib/format/a.ts -> node:fs/promises',
  ],
  'lib/queries/a.ts': [`import { Pool } from 'pg';`, 'lib/queries/a.ts -> pg'],
  'lib/store/a.ts': [
    `import { ingest } from '#lib/ingest/b';`,
    'lib/store/a.ts -> lib/ingest/b.ts',
  ],
  'lib/errors.ts': [`import { x } from './report/b.ts';`, 'lib/errors.ts -> lib/report/b.ts'],
  'lib/jobs/a.ts': [`export { x } from '#app/page';`, 'lib/jobs/a.ts -> app/page.tsx'],
  'lib/auth/a.ts': [`await import('#prisma/embedded');`, 'lib/auth/a.ts -> prisma/embedded.ts'],
  'app/page.tsx': [`import {\n  save,\n} from '#lib/store/b';`, 'app/page.tsx -> lib/store/b.ts'],
  'app/actions.ts': [`import { save } from '#lib/store/b';`, null],
  'app/a.client.tsx': [
    `import { ask } from '#lib/queries/b';`,
    'app/a.client.tsx -> lib/queries/b.ts',
  ],
  'app/b.client.tsx': [`import type { Row } from '#lib/queries/b';`, null],
  'workers/a.ts': [
    `import { helper } from '#test/support/b';`,
    'workers/a.ts -> test/support/b.ts',
  ],
} as const;

test('finds each violation that is planted, and only those', () => {
  for (const [path, [text]] of Object.entries(PLANTED)) plant(path, text);
  const expected = Object.values(PLANTED).flatMap(([, violation]) => violation ?? []);
  expect(violations(readSources(planted))).toEqual(expected.toSorted());
});

test('finds a planted cycle', () => {
  plant('lib/source/a.ts', `import { b } from './b.ts';`);
  plant('lib/source/b.ts', `import { a } from '#lib/source/a';`);
  expect(cycles(readSources(planted))).toEqual([
    'lib/source/a.ts -> lib/source/b.ts -> lib/source/a.ts',
  ]);
});

function plant(path: string, text: string) {
  const file = join(planted, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function violations(files: SourceFile[]) {
  return files
    .flatMap(({ imports }) => imports)
    .filter((one) => !isAllowed(one))
    .map(({ file, target }) => `${file} -> ${target}`)
    .toSorted();
}

function isAllowed({ file, target }: Import) {
  const [from, to] = [roomOf(file), roomOf(target)];
  if (to === 'package') return isPackageAllowed(from, target);
  if (from === to || to === 'ground') return true;
  if (file.endsWith('.client.tsx')) return BROWSER_ROOMS.includes(to);
  if (from === 'app' && to === 'store') return WRITING_DOORS.test(file);
  return ROOMS[from]?.includes(to) ?? false;
}

function isPackageAllowed(from: string, name: string) {
  if (DATABASE_PACKAGES.test(name)) return from === 'db';
  return !(PURE.includes(from) && name.startsWith('node:')) || PURE_BUILTINS.includes(name);
}

/** lib/report/xml.ts -> report, lib/env.ts -> env, app/page.tsx -> app, lib/result.ts -> ground. */
function roomOf(path: string) {
  if (GROUND.includes(path)) return 'ground';
  if (path === 'proxy.ts' || path === 'instrumentation.ts') return 'app';
  const [top = '', next = ''] = path.split('/');
  if (top === 'lib') return next.replace(/\.ts$/, '');
  return ['app', 'workers', 'prisma', 'test'].includes(top) ? top : 'package';
}

function cycles(files: SourceFile[]) {
  const graph = new Map(files.map(({ path, imports }) => [path, imports]));
  const finished = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, trail: string[]) => {
    if (trail.includes(path)) found.push([...trail.slice(trail.indexOf(path)), path].join(' -> '));
    if (trail.includes(path) || finished.has(path)) return;
    for (const { target } of graph.get(path) ?? []) visit(target, [...trail, path]);
    finished.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
  return found;
}
