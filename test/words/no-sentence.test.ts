import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { API } from 'typescript/unstable/sync';
import { afterAll, expect, test } from 'vitest';
import { findProse, type Prose } from '#test/support/find-prose';
import { tempFolder } from '#test/support/temp-folder';

const ROOT = join(import.meta.dirname, '../..');
/** Read by machines, in English alone. */
const MACHINES = /^app\/(api|metrics)\//;

const api = new API({ cwd: ROOT });
const planted = tempFolder('prose');
afterAll(() => {
  api.close();
  rmSync(planted, { recursive: true });
});

test('no sentence is left in the code of a page', () => {
  const pages = proseIn(ROOT, (path) => path.startsWith('app/') && !MACHINES.test(path));
  expect(pages.size).toBeGreaterThan(200);
  const found = [...pages].flatMap(([path, prose]) =>
    prose.map(({ line, text }) => `${path}:${line} ${text}`),
  );
  expect(found).toEqual([]);
}, 60_000);

const PLANTED = `'use client';
import { x } from 'Some words';
type Kind = 'Two words';
export const metadata = { title: 'Reports' };
export const LOOK_CLASS = 'truncate relative flex';
export function Page({ n }: { n: number }) {
  const found = document.querySelector('main tbody tr');
  return (
    <p className="flex items-center" aria-label="Name of it" title={n > 1 ? 'more than one' : 'DMARC'}>
      Nothing <b>to do</b>. {\`\${n} messages in all\`} {found?.id} {'p=reject'} Ruascope
    </p>
  );
}
`;

test('finds each sentence that is planted, and nothing that machines read', () => {
  writeFileSync(join(planted, 'tsconfig.json'), '{ "files": ["page.tsx"] }');
  writeFileSync(join(planted, 'page.tsx'), PLANTED);
  const found = proseIn(planted, (path) => path === 'page.tsx').get('page.tsx');
  expect(found?.map(({ line, text }) => `${line} ${text}`)).toEqual([
    '4 Reports',
    '9 Name of it',
    '9 more than one',
    '10 Nothing',
    '10 to do',
    '10 messages in all',
  ]);
});

/** The prose of a project's files, by their paths from its root. */
function proseIn(root: string, isMeant: (path: string) => boolean): Map<string, Prose[]> {
  const config = join(root, 'tsconfig.json');
  const program = api.updateSnapshot({ openProjects: [config] }).getProject(config)?.program;
  const found = new Map<string, Prose[]>();
  for (const name of program?.getSourceFileNames() ?? []) {
    const path = name.slice(root.length + 1);
    const file = isMeant(path) ? program?.getSourceFile(name) : undefined;
    if (file) found.set(path, findProse(file));
  }
  return found;
}
