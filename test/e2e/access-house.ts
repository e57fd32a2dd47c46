import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { completeEnv } from '#lib/env';
import { dayOf } from '#lib/filter/day';
import type { TlsReport } from '#lib/report/tls-schema';
import { builtActions } from '#test/support/built-product';
import { FAILURE_REPORT } from '#test/support/sample-failure';
import { callAction } from '#test/support/server-action';
import { openWebHouse, type Web, type WebHouse } from '#test/support/web';
import { COLUMNS, type Column } from './access-table.ts';

/** The domain of everything here; `other` sees ELSEWHERE alone. No answer to it says "canary". */
export const TENANT = 'canary-bank.example.com';
const ELSEWHERE = 'example.org';

const PASSWORD = 'four quiet walks';
const YESTERDAY = dayOf(new Date(Date.now() - 24 * 3_600_000));

/** A product with an account for each column and something of each kind to look at. */
export type AccessHouse = {
  web: Web;
  /** Another web process on the same database, with other settings. */
  startWeb: WebHouse['startWeb'];
  /** The Cookie header of each; nobody has none. */
  cookies: Record<Column, string>;
  /** A path of the build with something in the place of its parameter. */
  addressOf: (path: string) => string;
  ids: Record<'report' | 'quarantine' | 'mailbox' | 'failure' | 'tls', string>;
  /** Signs somebody in over HTTP, for a session of its own. */
  signIn: (column: Column) => Promise<string>;
  /** One text for everything in the database that an action may change. */
  fingerprint: () => Promise<string>;
  sql: Client;
  close: () => Promise<void>;
};

export async function openAccessHouse(): Promise<AccessHouse> {
  const house = await openWebHouse();
  completeEnv(house.environment);
  // Behind a proxy: a program on this machine is not trusted for its address then (/metrics).
  const web = await house.startWeb({ TRUSTED_PROXIES: '1' });
  const sql = new Client({ connectionString: house.environment.DATABASE_URL });
  await sql.connect();
  await makeAccounts();
  await makeOthers();
  await sql.query(
    `INSERT INTO session (id, token, user_id, expires_at)
     SELECT which || replace(split_part(email, '@', 1), 'victim-', ''), gen_random_uuid(), id,
       now() + INTERVAL '1 day'
     FROM "user", unnest(ARRAY['one-', 'other-']) AS which WHERE starts_with(email, 'victim')`,
  );
  const signIn = (column: Column) => signInOverHttp(web.url, column);
  const cookies = await cookiesOf(signIn);
  await takeIn(web.url, cookies.owner);
  const ids = {
    report: await one(sql, `SELECT uid::text FROM report WHERE org_name = 'Canary Reports'`),
    quarantine: await one(sql, 'SELECT id::text FROM quarantine'),
    mailbox: await one(sql, 'SELECT id::text FROM mailbox'),
    failure: await one(sql, 'SELECT uid::text FROM failure_report'),
    tls: await one(sql, 'SELECT uid::text FROM tls_report'),
  };
  await sql.query(`UPDATE report SET verdict = 'authenticated', signer = 'canary.example.net'
     WHERE org_name = 'Canary Reports'`);
  const parameters = {
    '/domains/[domain]': TENANT,
    '/failures/[id]': ids.failure,
    '/invite/[token]': 'nonsense',
    '/reset/[token]': 'nonsense',
    '/settings/users/[id]': await one(sql, `SELECT id FROM "user" WHERE role = 'analyst'`),
    '/ingest/quarantine/[id]': ids.quarantine,
    '/exports/evidence/[id]': '5f0c6a58-7d0e-4c5e-9f43-1f2d3c4b5a69',
    '/ips/[ip]': '192.0.2.1',
    '/reports/[id]': ids.report,
    '/settings/mailboxes/[name]': 'canary-box',
    '/sources/[service]': 'Google',
    '/tls/[id]': ids.tls,
    '/api/v1/[[...path]]': 'nonsense',
    '/api/v1/evidence-packs/[id]/file': '5f0c6a58-7d0e-4c5e-9f43-1f2d3c4b5a69',
    '/api/v1/export/[file]': 'records.csv',
    '/api/v1/failures/[id]': ids.failure,
    '/api/v1/ingest/quarantine/[id]': ids.quarantine,
    '/api/v1/metrics/[id]': 'M1',
    '/api/v1/reports/[id]': ids.report,
    '/api/v1/services/[name]': 'Google',
    '/api/v1/sources/[ip]': '192.0.2.1',
    '/api/v1/tls-reports/[id]': ids.tls,
  };
  return {
    ...{ web, cookies, ids, signIn, sql },
    addressOf: (path) => filledIn(path, parameters),
    startWeb: house.startWeb,
    fingerprint: () => fingerprint(sql),
    close: async () => {
      await sql.end();
      const { closePool } = await import('#lib/db/pool');
      const { disconnect } = await import('#lib/db/client');
      await Promise.all([closePool(), disconnect()]);
      await house.close();
    },
  };
}

/** Of somebody who is limited to ELSEWHERE: an admin, so that nothing but the limit keeps it out. */
async function makeAccounts() {
  const { createOwner } = await import('#lib/auth/owner');
  const { makeAccount } = await import('#test/support/account');
  await createOwner({ email: addressOf('owner'), password: PASSWORD, name: 'Ada' });
  for (const role of ['viewer', 'auditor', 'analyst', 'admin'] as const) {
    await makeAccount(addressOf(role), { role });
    await makeAccount(victimOf(role));
  }
  await makeAccount(victimOf('owner'));
  await makeAccount(addressOf('other'), { role: 'admin', domains: [ELSEWHERE] });
}

/** What only an operator makes: mailboxes, and groups of domains. */
async function makeOthers() {
  const { SYSTEM_VIEWER } = await import('#lib/filter/viewer');
  const { addMailbox } = await import('#lib/store/mailbox');
  const { newMailbox } = await import('#lib/store/mailbox-schema');
  const { addGroup } = await import('#lib/store/domain-group');
  for (const name of COLUMNS.flatMap((column) => [`kept-${column}`, `gone-${column}`])) {
    await addGroup(SYSTEM_VIEWER, { name, note: null });
  }
  for (const name of ['canary-box', ...COLUMNS.map((column) => `box-${column}`)]) {
    const given = {
      name,
      host: 'imap.canary.example.net',
      username: 'reports',
      password: 'secret',
    };
    await addMailbox(SYSTEM_VIEWER, newMailbox.parse(given));
  }
}

export const addressOf = (column: string) => `${column}@example.net`;
/** An account that a column may try to take away. */
export const victimOf = (column: string) => `victim-of-${column}@example.net`;

async function cookiesOf(signIn: AccessHouse['signIn']) {
  const cookie = async (column: Column) => (column === 'nobody' ? '' : await signIn(column));
  return {
    nobody: '',
    viewer: await cookie('viewer'),
    auditor: await cookie('auditor'),
    analyst: await cookie('analyst'),
    admin: await cookie('admin'),
    owner: await cookie('owner'),
    other: await cookie('other'),
  };
}

async function signInOverHttp(url: string, column: Column) {
  const id = builtActions().find(({ name }) => name === 'signInAction')?.id ?? '';
  const form = { email: addressOf(column), password: PASSWORD };
  const answer = await callAction({ url: `${url}/login`, id, args: [null, form] });
  const [cookie = ''] = answer.headers.getSetCookie().map((one) => one.split(';')[0]);
  if (cookie === '')
    throw new Error(`${column} cannot sign in: ${answer.status} ${await answer.text()}`);
  return cookie;
}

/** Through the front door: a report of each kind about TENANT, one of ELSEWHERE, and a mail of none. */
async function takeIn(url: string, cookie: string) {
  const { sampleMail, junkMail, sampleRecord } = await import('#test/support/sample-report');
  const { writeTlsMessage } = await import('#lib/demo/write-tls');
  const day = { begin: `${YESTERDAY}T00:00Z`, end: `${YESTERDAY}T23:59:59Z` };
  const posting = {
    submitter: 'canary.example.net',
    to: 'dmarc@example.com',
    sentAt: new Date(`${YESTERDAY}T12:00Z`),
  };
  const records = [sampleRecord({ headerFrom: TENANT, dkim: 'fail', spf: 'fail' })];
  const mails = [
    sampleMail({ ...day, domain: TENANT, orgName: 'Canary Reports', records }).raw,
    sampleMail({ ...day, domain: ELSEWHERE, reportId: '2', orgName: 'Other Reports' }).raw,
    writeTlsMessage(tlsReport(), posting),
    Buffer.from(failureMail()),
    junkMail('Canary junk').raw,
  ];
  for (const mail of mails) {
    const headers = { cookie, origin: url };
    const body = Buffer.from(mail ?? '');
    const answer = await fetch(`${url}/api/v1/import`, { method: 'POST', headers, body });
    if (answer.status >= 500) throw new Error(await answer.text());
  }
}

function tlsReport(): TlsReport {
  const begin = Date.parse(`${YESTERDAY}T00:00Z`) / 1000;
  return {
    organizationName: 'Canary TLS',
    contactInfo: 'tls@canary.example.net',
    reportId: randomUUID(),
    dateRange: { begin, end: begin + 86_399 },
    policies: [
      {
        type: 'sts',
        typeRaw: 'sts',
        strings: ['version: STSv1'],
        domain: TENANT,
        mxHosts: ['mx.canary.example.net'],
        successfulSessions: 10,
        failedSessions: 0,
        failureDetails: [],
      },
    ],
  };
}

function failureMail() {
  const about = FAILURE_REPORT.replaceAll('example.com', TENANT);
  return about.replace(
    'Auth-Failure:',
    'Reporting-MTA: dns; canary-mta.example.net\nAuth-Failure:',
  );
}

function filledIn(path: string, parameters: Readonly<Record<string, string>>) {
  const known = Object.keys(parameters)
    .toSorted((a, b) => b.length - a.length)
    .find((one) => path.startsWith(one));
  return path.replace(/\[+[^\]]+\]+/, encodeURIComponent(parameters[known ?? ''] ?? ''));
}

async function one(sql: Client, question: string) {
  const { rows } = await sql.query<Record<string, string>>(`${question} LIMIT 1`);
  const [value] = Object.values(rows[0] ?? {});
  if (value === undefined) throw new Error(`Nothing answers ${question}`);
  return value;
}

/** Sessions move by being looked at, so of them only who has which; that one was refused changes nothing. */
async function fingerprint(sql: Client) {
  const { rows } = await sql.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class AS c
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
       AND NOT c.relispartition AND c.relname <> 'session' ORDER BY 1`,
  );
  const each = rows.map(
    ({ name }) =>
      `SELECT '${name} ' || md5(coalesce(string_agg(t::text, '' ORDER BY t::text), '')) FROM "${name}" AS t
       ${name === 'audit_log' ? `WHERE action <> 'access.refuse'` : ''}`,
  );
  each.push(`SELECT 'session ' || string_agg(id || user_id, '' ORDER BY id) FROM session`);
  const found = await sql.query<{ line: string }>(
    `SELECT string_agg(line, E'\\n' ORDER BY line) AS line FROM (${each.join(' UNION ALL ')}) AS f(line)`,
  );
  return found.rows[0]?.line ?? '';
}
