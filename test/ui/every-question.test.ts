import { expect, test } from 'vitest';
import { readSources, type SourceFile } from '#test/support/read-imports';

/** What a page asks that no endpoint answers by the same function, and why that is right. */
const REASONS: Readonly<Record<string, string>> = {
  'domain-names/domainNames': 'a menu; /domains has the same names with their figures',
  'asked-domains/isGroupUnknown': 'every endpoint answers 404 of a group that is not there',
  'reporter-list/reporterList': '/reporters has its rows, with more to each (reporterTable)',
  'senders/senders': '/source-groups has services and addresses with their classes',
  'source-list/sourceList': '/source-groups has the same groups, by cursor',
  'source-list/listSparks': '/source-groups has them as `spark` of each group',
  'senders/together': 'adds up what was asked',
  'senders/countWaiting': 'counts of what was asked; /source-groups does so by `tab`',
  'tied-sources/tiedSources': 'chooses of what /sources answers, by its service, host and network',
  'source-sparks/sourceSparks': '/source-groups has them as `spark` of each group',
  'source-groups/groupSources': 'groups what was asked; /source-groups and /services do so',
  'sort-groups/groupSortOf': 'an order of what was asked; /source-groups knows `sort`',
  'metrics/addUp': 'adds up what was asked',
  'volume-by-day/bucketVolume': 'adds up what was asked; /volume does so by `g`',
  'where/scopeOf': 'whether the demo is looked at; rows of /domains say so',
  'dataset-preview/datasetPreview': 'the first lines of a file that /export/{dataset} gives whole',
  'failure-report-list/seesFailures': 'a right; /failures refuses by it',
  'require-mail-access/seesMail': 'a right; /ingest refuses by it',
  'require-mail-access/requireMailAccess': 'a right; /ingest refuses by it',
  'require-audit-access/seesAudit': 'a right; /audit-log refuses by it',
  'setup/setupState': 'administration: what is left of the first steps',
  'source-labels/lastLabel': 'offers to take back what a person just said on a page',
  'unread-reports/countUnread': 'what a person has not looked at yet; a token looks at nothing',
  'unread-reports/unreadAmong': 'what a person has not looked at yet; a token looks at nothing',
  'quarantine-preview/quarantinePreview': 'a stranger’s bytes are for whoever mends, signed in',
  'quarantine-item/quarantineRaw': 'a stranger’s bytes are for whoever mends, signed in',
  'mailbox-list/listMailboxes': 'administration; /ingest has every mailbox',
  'product-version/productVersion':
    'the version at the head of a printed page; openapi.json has it',
  'health/health': '/api/health is the endpoint',
  'world-shapes/worldShapes': 'the outlines of the world, out of an npm package',
  'worker-list/workerList': '/metrics is the endpoint',
  'ingest-counters/ingestCounters': '/metrics is the endpoint',
};

/** Administration, the way in, and deeds: a token reads reports, and runs no installation. */
const ADMINISTRATION = /^app\/(\(auth\)|\(dashboard\)\/settings)\/|\/actions\.ts$/;

const files = readSources(process.cwd()).filter(({ path }) => path.startsWith('app/'));
const isEndpoint = ({ path }: SourceFile) => path.startsWith('app/api/v1/');
const answered = new Set([
  ...files.filter(isEndpoint).flatMap(questionsIn),
  ...readSources(process.cwd())
    .filter(({ path }) => path.startsWith('lib/api/'))
    .flatMap(questionsIn),
]);
const pages = files.filter((file) => !isEndpoint(file) && !ADMINISTRATION.test(file.path));
const asked = [...new Set(pages.flatMap(questionsIn))];

test('every question of a page has an endpoint, or a reason to have none', () => {
  expect(asked.length).toBeGreaterThan(60);
  expect(asked.filter((one) => !answered.has(one) && !REASONS[one])).toEqual([]);
});

test('no reason is kept for what is answered or no longer asked', () => {
  const idle = Object.keys(REASONS).filter((one) => !asked.includes(one) || isPlainlyAnswered(one));
  expect(idle).toEqual([]);
});

test('a question that nobody answers would be found', () => {
  const text = "import { type A, secret } from '#lib/queries/secret';";
  expect(questionsIn({ path: 'app/x.tsx', text, imports: [] })).toEqual(['secret/secret']);
});

/** An endpoint that asks the same function, and is not only its helper. */
function isPlainlyAnswered(question: string) {
  return files.filter(isEndpoint).flatMap(questionsIn).includes(question);
}

/** The functions of lib/queries that a file imports: `totals/totals`. Types and tables are none. */
function questionsIn({ text }: SourceFile): string[] {
  const imports = text.matchAll(/^import \{([^}]*)\} from '#lib\/queries\/([\w-]+)';/gm);
  return [...imports].flatMap(([, names = '', file = '']) =>
    names
      .split(',')
      .map((name) => name.trim())
      .filter((name) => /^[a-z]/.test(name) && !name.startsWith('type '))
      .map((name) => `${file}/${name}`),
  );
}
