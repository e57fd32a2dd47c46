import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { DEED_KINDS, DEEDS } from '#lib/filter/deed';
import { messagesOf } from '#lib/words/translate';
import { CallGraph } from '#test/support/call-graph';
import { tempFolder } from '#test/support/temp-folder';

// Whatever a person or program can have the product do stands in the audit log, or is named here with
// the reason why not.

const house = new CallGraph(join(import.meta.dirname, '../..'));
const planted = tempFolder('deeds');
afterAll(() => rmSync(planted, { recursive: true }));

/** Doors that change nothing which anybody decided. */
const SILENT: Readonly<Record<string, string>> = {
  'workers/commands/group.ts#list': 'asks',
  'workers/commands/group.ts#members': 'asks',
  'workers/commands/mailbox-settings.ts#listAll': 'asks',
  'workers/commands/mailbox-work.ts#testOne': 'asks',
  'workers/commands/parse.ts#parse': 'reads files',
  'workers/commands/sample.ts#sample': 'reads files',
  'workers/commands/status.ts#status': 'asks',
  'workers/commands/token.ts#list': 'asks',
  'workers/commands/user.ts#list': 'asks',
  'app/(dashboard)/reports/actions.ts#markAllReadAction': 'what one person has looked at',
  'app/(dashboard)/reports/actions.ts#markReadAction': 'what one person has looked at',
  'lib/jobs/find-dmarc-records.ts#findDmarcRecords': 'keeps what DNS says',
  'lib/jobs/find-spf-ranges.ts#findSpfRanges': 'keeps what DNS says',
  'lib/jobs/look-up-names.ts#lookUpNames': 'keeps what DNS says',
  'lib/jobs/name-sources.ts#nameSources': 'keeps what DNS says',
  'lib/jobs/seal-audit.ts#sealAuditLog': 'makes the chain over the log itself',
  'lib/jobs/sum-sources.ts#sumSources': 'adds up what is stored',
};

/** Of those the ones that write all the same: what they keep is found out or looked at, not decided. */
const KEEPING = /^lib\/jobs\/|#mark\w*ReadAction$/;

/** What a token endpoint gives in place of what it was asked with must be kept, also by a test. */
const GIVEN = 'lib/store/mailbox-secrets.ts#saveRefreshToken';

/**
 * What anybody is refused is written down, whatever they asked for, and every door knows the function that
 * begins a session: neither records its deed. An entry that a caller may hand over is one where it does.
 */
const isRecord = (text: string, name: string) =>
  /(?<!if \(entry(?:Of)?\) await )\b(recordAudit|auditIn)\(|\[viewer, '[a-z]+\.[a-z-]+'/.test(
    text,
  ) && !/^lib\/(store\/audit\.ts|auth\/refusal\.ts|store\/session\.ts#beginSession)/.test(name);

/** Statements of lib/store that change what is stored. */
const isWrite = (text: string, name: string) =>
  name.startsWith('lib/store/') &&
  /\b(INSERT INTO|DELETE FROM|TRUNCATE|UPDATE \w+ SET)\b|\b(db\(\)|tx)\.\w+\.(create|update|upsert|delete)(Many)?\(/.test(
    text,
  );

test('finds the doors of the house', () => {
  expect(serverActions().length).toBeGreaterThan(25);
  expect(writingRoutes()).toContain('app/api/v1/import/route.ts#POST');
  expect(commands().length).toBeGreaterThan(20);
  expect(jobs()).toContain('lib/jobs/retention.ts#applyRetention');
});

test('every action, command, job and writing route that changes something records it', () => {
  const doors = [...serverActions(), ...writingRoutes(), ...commands(), ...jobs()];
  const unrecorded = doors.filter((door) => house.reach(door, isRecord).length === 0);
  expect(unrecorded.toSorted()).toEqual(Object.keys(SILENT).toSorted());
});

test('what is said to change nothing reaches no write', () => {
  const silent = Object.keys(SILENT).filter((door) => !KEEPING.test(door));
  const written = silent.flatMap((door) => house.reach(door, isWrite));
  expect(written.filter((write) => write !== GIVEN)).toEqual([]);
});

test('finds a planted action that records nothing, and what it writes', () => {
  plant(
    'app/a/actions.ts',
    `'use server';\nimport { keep } from '#lib/store/b';\nexport async function saveAction() {\n  await keep();\n}\n`,
  );
  plant('lib/store/b.ts', `export async function keep() {\n  await db().thing.create({});\n}\n`);
  const planting = new CallGraph(planted);
  const door = 'app/a/actions.ts#saveAction';
  expect(planting.reach(door, isRecord)).toEqual([]);
  expect(planting.reach(door, isWrite)).toEqual(['lib/store/b.ts#keep']);
});

test('every deed is done somewhere, and has words in both languages', () => {
  const text = house.files
    .filter(({ path }) => path !== 'lib/filter/deed.ts')
    .map((file) => file.text)
    .join('\n');
  expect(DEEDS.filter((deed) => !text.includes(`'${deed}'`))).toEqual([]);
  for (const locale of ['en', 'ja'] as const) {
    const { fact: _, ...words } = messagesOf(locale).deeds;
    const spoken = Object.entries(words).flatMap(([kind, verbs]) =>
      Object.keys(verbs).map((verb) => `${kind}.${verb}`),
    );
    expect(spoken.toSorted()).toEqual([...DEEDS].toSorted());
  }
  expect(DEED_KINDS.toSorted()).toEqual(
    [...new Set(DEEDS.map((deed) => deed.split('.')[0]))].toSorted(),
  );
});

test('nothing in the house changes or takes away an entry of the audit log', () => {
  const changing =
    /(UPDATE|DELETE FROM|TRUNCATE)\s+"?audit_(log|seal)|audit(Log|Seal)\.(update|upsert|delete)|DISABLE TRIGGER/i;
  expect(house.files.filter(({ text }) => changing.test(text)).map(({ path }) => path)).toEqual([]);
});

function plant(path: string, text: string) {
  mkdirSync(dirname(join(planted, path)), { recursive: true });
  writeFileSync(join(planted, path), text);
}

function serverActions() {
  return house.files
    .filter(({ text }) => text.startsWith("'use server';"))
    .flatMap(({ path, text }) =>
      [...text.matchAll(/^export (?:async function|const) (\w+)/gm)].map(
        ([, name]) => `${path}#${name}`,
      ),
    );
}

function writingRoutes() {
  return house.files
    .filter(({ path }) => /\/route\.tsx?$/.test(path))
    .flatMap(({ path, text }) => [
      ...[...text.matchAll(/^export (?:async function|const) (POST|PUT|PATCH|DELETE)\b/gm)].map(
        ([, name]) => `${path}#${name}`,
      ),
      ...(takesSomething(text) ? [`${path}#POST`] : []),
    ]);
}

/** Whether a route of the API is one that something is handed over to; all others refuse POST. */
function takesSomething(text: string) {
  const [, endpoint] = /serve\(\s*\w+\.(\w+),/.exec(text) ?? [];
  return house.files.some(
    (file) => file.path.startsWith('lib/api/') && file.text.includes(`  ${endpoint}: takes(`),
  );
}

/** What commander is given to do: `.action(name)`, or the names within an arrow function. */
function commands() {
  return house.files
    .filter(({ path }) => path.startsWith('workers/commands/'))
    .flatMap(({ path, text }) =>
      [...text.matchAll(/\.action\((.*)\)/g)].flatMap(([, what = '']) =>
        house.namesIn(path, what.replace(/: \w+/g, '')),
      ),
    );
}

function jobs() {
  const nightly = house.files.find(({ path }) => path === 'lib/jobs/nightly.ts');
  return [...(nightly?.text.matchAll(/run: (.*) \}/g) ?? [])].flatMap(([, what = '']) =>
    house.namesIn('lib/jobs/nightly.ts', what),
  );
}
