import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseEnv } from '#lib/env';

// No container is built here and no unit is started: what they name is held against what there is.
const ROOT = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const UNITS = globSync('deploy/*.service', { cwd: ROOT });
const DOCKERFILE = read('Dockerfile');
const COMPOSE = read('compose.yaml');
const scripts: Record<string, string> = JSON.parse(read('package.json')).scripts;

test('what the container copies and runs is there', () => {
  const copied = [...DOCKERFILE.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, files = '']) =>
    files.split(' '),
  );
  expect(copied).toContain('package.json');
  expect(copied.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  const run = [...DOCKERFILE.matchAll(/npm run (\w+)/g)].map(([, name = '']) => name);
  expect(run.filter((name) => !(name in scripts))).toEqual([]);
});

test('nothing that must stay outside of a container comes into it, and nothing that runs stays out', () => {
  const left = read('.dockerignore').split('\n');
  for (const path of ['.env', '.data', 'secrets', 'node_modules']) expect(left).toContain(path);
  for (const path of programs()) {
    expect(left.some((name) => path === name || path.startsWith(`${name}/`))).toBe(false);
  }
});

test('each program that a container or a unit starts is one of ours', () => {
  expect(programs().length).toBeGreaterThan(5);
  expect(programs().filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});

test.each([
  ['web', DOCKERFILE],
  ['worker', COMPOSE],
])('the %s is started as npm run %s starts it', (name, container) => {
  const script = scripts[name] ?? '';
  const flags = script.match(/--[\w-]+=\w+/g) ?? [];
  const settings = script.match(/MALLOC_\w+=\d+|NODE_COMPILE_CACHE=/g) ?? [];
  const unit = read(`deploy/ruascope-${name}.service`);
  expect(flags.length).toBeGreaterThan(0);
  expect(settings.length).toBe(3);
  for (const word of [...flags, ...settings]) expect(unit).toContain(word);
  for (const flag of flags) expect(container).toContain(`"${flag}"`);
  for (const setting of settings) expect(DOCKERFILE).toContain(setting);
});

test('every setting of theirs is one that .env.example explains', () => {
  const known = read('.env.example');
  const texts = [COMPOSE, DOCKERFILE, ...UNITS.map(read)].join('\n');
  const named = [
    ...texts.matchAll(/\b(DATABASE_URL|SECRET_KEY|PUBLIC_URL|TRUSTED_PROXIES|DATA_DIR)(_FILE)?\b/g),
  ];
  expect(named.length).toBeGreaterThan(5);
  for (const [, name = ''] of named) expect(known).toMatch(new RegExp(`^#?${name}(_FILE)?=`, 'm'));
});

test('a proxy lets through what a mail may weigh', () => {
  const megabytes = parseEnv({}).MAX_MAIL_BYTES / 2 ** 20;
  const bodies = [
    /client_max_body_size (\d+)m/.exec(read('deploy/nginx.conf')),
    /max_size (\d+)MB/.exec(read('deploy/Caddyfile')),
  ];
  for (const body of bodies) expect(Number(body?.[1])).toBeGreaterThan(megabytes);
});

/** Files that Node is told to run. */
function programs() {
  const texts = [DOCKERFILE, COMPOSE, ...UNITS.map(read)].join('\n');
  return [...texts.matchAll(/\b((?:prisma|workers)\/\w+\.ts)\b/g)].map(([, path = '']) => path);
}
