import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool, pool } from '#lib/db/pool';
import { parseFilter } from '#lib/filter/filter';
import { mintViewer, SYSTEM_VIEWER } from '#lib/filter/viewer';
import { classifiedSources } from '#lib/queries/classified-sources';
import { classifiedBy } from '#lib/queries/judged-source';
import { lastLabel } from '#lib/queries/source-labels';
import { labelSources, type NewLabel, undoLabel } from '#lib/store/source-label';
import { clearAudit } from '#test/support/clear-audit';
import { judgeAll } from '#test/support/judge';
import { seedReport } from '#test/support/seed';

const ids = new Map<string, number>();
const november = parseFilter({ from: '2026-11-01', to: '2026-11-30' });

beforeAll(async () => {
  for (const domain of ['a.example', 'b.example', 'demo.example']) {
    const esp = { domain: 'sendgrid.net', selector: 's', result: 'pass' };
    const failing = { dkimAligned: false, spfAligned: false, dkim: [esp] };
    const { domainId } = await seedReport({
      ...{ domain, day: '2026-11-05', isDemo: domain === 'demo.example' },
      records: [
        { ip: '192.0.2.1', count: 9, ...failing },
        { ip: '192.0.2.2', count: 8, ...failing },
      ],
    });
    ids.set(domain, domainId);
  }
  await judgeAll();
});

beforeEach(async () => {
  await pool().query('TRUNCATE source_label');
  await clearAudit();
});

afterAll(async () => {
  await disconnect();
  await closePool();
});

const anna = mintViewer({ userId: 'u1', name: 'Anna', role: 'analyst', domains: 'all' });

function said(given: Partial<NewLabel> = {}): NewLabel {
  return {
    ...{ domain: 'a.example', everywhere: false, subjects: [{ ip: '192.0.2.1' }] },
    ...{ label: 'yours', note: null, owner: null, ...given },
  };
}

async function classes() {
  const { sources } = await classifiedSources(SYSTEM_VIEWER, november);
  const seen = sources.map((one) => [`${one.domain} ${one.ip}`, one.verdict.class]);
  return Object.fromEntries(seen.map(([key, word]) => [key, word]));
}

test('a label stands above the rules, for its domain and address alone', async () => {
  await labelSources(anna, said({ note: 'our newsletter', owner: 'Marketing' }));
  expect(await classes()).toEqual({
    'a.example 192.0.2.1': 'approved',
    'a.example 192.0.2.2': 'misconfigured',
    'b.example 192.0.2.1': 'misconfigured',
    'b.example 192.0.2.2': 'misconfigured',
  });
  const { sources } = await classifiedSources(SYSTEM_VIEWER, november);
  const [labelled] = sources.filter(({ label }) => label !== null);
  expect(labelled?.label).toMatchObject({ note: 'our newsletter', owner: 'Marketing' });
  expect(labelled && classifiedBy(labelled)).toBe('Anna');
});

test('a service’s label means all its addresses; an address’s own goes before it', async () => {
  const service = { service: 'Twilio SendGrid' };
  await labelSources(anna, said({ subjects: [service], label: 'not-mine', everywhere: true }));
  await labelSources(anna, said({ label: 'forwarder' }));
  expect(await classes()).toEqual({
    'a.example 192.0.2.1': 'forwarder',
    'a.example 192.0.2.2': 'not-mine',
    'b.example 192.0.2.1': 'not-mine',
    'b.example 192.0.2.2': 'not-mine',
  });
});

test('several are labelled at once, and taken back at once', async () => {
  const subjects = [{ ip: '192.0.2.2' }, { service: 'Twilio SendGrid' }];
  const batch = await labelSources(anna, said({ subjects, label: 'not-mine', everywhere: true }));
  expect(Object.values(await classes())).toEqual(Array(4).fill('not-mine'));
  expect(await lastLabel(anna)).toMatchObject({ subjects: 2, domains: 2 });
  await undoLabel(anna, batch);
  expect(Object.values(await classes())).toEqual(Array(4).fill('misconfigured'));
  const { rows } = await pool().query('SELECT action, subject FROM audit_log ORDER BY id');
  expect(rows.map((row) => `${row.action} ${row.subject}`)).toEqual([
    'source.label 192.0.2.2',
    'source.label Twilio SendGrid',
    'source.unlabel 192.0.2.2',
    'source.unlabel Twilio SendGrid',
  ]);
});

test('undo brings back what was before', async () => {
  await labelSources(anna, said({ label: 'forwarder' }));
  const batch = await labelSources(anna, said({ label: 'not-mine', everywhere: true }));
  await undoLabel(anna, batch);
  await undoLabel(anna, batch);
  expect(await classes()).toMatchObject({
    'a.example 192.0.2.1': 'forwarder',
    'b.example 192.0.2.1': 'misconfigured',
  });
  const { rows } = await pool().query('SELECT actor, action, subject FROM audit_log ORDER BY id');
  expect(rows.map(({ actor, action, subject }) => [actor, action, subject])).toEqual([
    ['Anna', 'source.label', '192.0.2.1'],
    ['Anna', 'source.label', '192.0.2.1'],
    ['Anna', 'source.unlabel', '192.0.2.1'],
  ]);
});

test('"everywhere" means the domains that one may see, and never the demo’s', async () => {
  const domains = [ids.get('a.example') ?? 0];
  const limited = mintViewer({ userId: 'u2', name: 'Bo', role: 'analyst', domains });
  await labelSources(limited, said({ everywhere: true }));
  await labelSources(anna, said({ everywhere: true, label: 'not-mine' }));
  const { rows } = await pool().query(
    'SELECT actor, name FROM source_label l JOIN domain d ON d.id = l.domain_id ORDER BY l.id',
  );
  expect(rows.map(({ actor, name }) => `${actor} ${name}`).toSorted()).toEqual([
    'Anna a.example',
    'Anna b.example',
    'Bo a.example',
  ]);
});

test('nobody labels or undoes for a domain that they do not see', async () => {
  const domains = [ids.get('b.example') ?? 0];
  const limited = mintViewer({ userId: 'u2', name: 'Bo', role: 'analyst', domains });
  await expect(labelSources(limited, said({ everywhere: true }))).rejects.toMatchObject({
    code: 'auth/forbidden',
  });
  const batch = await labelSources(anna, said());
  await undoLabel(limited, batch);
  expect(await classes()).toMatchObject({ 'a.example 192.0.2.1': 'approved' });
});
