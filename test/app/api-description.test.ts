import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { Endpoint } from '#lib/api/endpoint';
import { ENDPOINTS } from '#lib/api/endpoints';
import { describeShape } from '#lib/api/json-schema';
import { wireShape } from '#lib/api/openapi';
import { createToken } from '#lib/auth/token';
import { db } from '#lib/db/client';
import { mintViewer } from '#lib/filter/viewer';
import { ingestBatch } from '#lib/ingest/ingest-batch';
import { createReader } from '#lib/ingest/reader-thread';
import { METRIC_IDS } from '#lib/queries/metric-table';
import { makeAccount } from '#test/support/account';
import { call, json, routesBelow } from '#test/support/api';
import { metricMails } from '#test/support/metric-data';
import { FAILURE_REPORT } from '#test/support/sample-failure';
import { TLS_REPORT } from '#test/support/sample-tls';

const OCTOBER_ON = 'from=2026-10-01&to=2026-11-30';
const reader = createReader();
const tokens = { read: '', import: '' };

beforeAll(async () => {
  const userId = await makeAccount('ada@example.com', { role: 'owner' });
  const owner = mintViewer({ userId, name: 'Ada', role: 'owner', domains: 'all' });
  for (const scope of ['read', 'import'] as const) {
    const wanted = { name: 'test', scope, domains: [], expiresInDays: 1 };
    tokens[scope] = await createToken(owner, wanted);
  }
  const texts = { 'tls.json': JSON.stringify(TLS_REPORT), a: FAILURE_REPORT, b: 'no report' };
  const files = Object.entries(texts).map(([name, text]) => ({
    ...{ name, raw: Buffer.from(text), size: text.length, uid: null },
    receivedAt: new Date('2026-11-20T08:00:00Z'),
  }));
  const from = { origin: 'import', mailboxId: null, uidValidity: null, runId: null } as const;
  await ingestBatch(reader, [...metricMails(), ...files], from);
  const named = { ptr: 'mta1.sendwell.example', ptrConfirmed: true };
  await db().source.update({ where: { ip: '198.51.100.9' }, data: named });
});

afterAll(() => reader.close());

test('a validator of the standard has nothing to say about the description', async () => {
  const description = await json(await call('/api/v1/openapi.json'));
  const validator = new Validator();
  expect(await validator.validate(description)).toMatchObject({ valid: true });
  expect(validator.version).toBe('3.1');
  expect(Object.keys(z.record(z.string(), z.unknown()).parse(description['paths']))).toHaveLength(
    ENDPOINTS.length,
  );
});

test('every route is an endpoint that is described, and every endpoint a route', () => {
  const described = ENDPOINTS.map(({ path }) =>
    path.replace(/\{dataset\}\.\w+/, '[file]').replace(/\{(\w+)\}/g, '[$1]'),
  );
  const routes = routesBelow('api/v1').filter((path) => !path.endsWith('openapi.json'));
  expect([...new Set(described)].toSorted()).toEqual(routes);
});

test.each(ENDPOINTS.filter(({ answer, method }) => answer && method === 'GET'))(
  '$path answers in the shape that it is described with',
  async (endpoint) => {
    for (const path of await pathsOf(endpoint)) {
      const search = endpoint.filtered ? `?${OCTOBER_ON}` : '';
      const answer = await call(path + search, { token: tokens.read });
      expect(answer.status).toBe(200);
      expect(faults(endpoint, await answer.json())).toEqual([]);
    }
  },
);

test('hours and a second page have the shape that is described, too', async () => {
  for (const [path, search] of [
    ['/api/v1/volume', 'from=2026-11-01&to=2026-11-01&g=hour'],
    ['/api/v1/volume', 'from=2026-12-01&to=2026-12-01&g=hour'],
    ['/api/v1/reports', `${OCTOBER_ON}&limit=1`],
    ['/api/v1/source-groups', `${OCTOBER_ON}&by=ip&tab=yours&limit=1`],
  ]) {
    const endpoint = ENDPOINTS.find((one) => one.path === path);
    const answer = await call(`${path}?${search}`, { token: tokens.read });
    expect(endpoint && faults(endpoint, await answer.json())).toEqual([]);
  }
});

test('what became of files has the shape that is described, read or not', async () => {
  const [endpoint] = ENDPOINTS.filter(({ method }) => method === 'POST');
  for (const body of [metricMails()[0]?.raw, 'no report']) {
    const answer = await call('/api/v1/import', { token: tokens.import, body: asBody(body) });
    expect([200, 422]).toContain(answer.status);
    expect(endpoint && faults(endpoint, await answer.json())).toEqual([]);
  }
});

test('a shape that misses a name is found out', () => {
  const [endpoint] = ENDPOINTS.filter(({ path }) => path === '/api/v1/metrics');
  const [row] = [{ id: 'M1', name: 'a', unit: 'b', definition: 'c', more: 1 }];
  expect(endpoint && faults(endpoint, { rows: [row] })).toHaveLength(1);
  expect(
    endpoint && faults(endpoint, { rows: [{ ...row, more: undefined, id: 'M99' }] }),
  ).not.toEqual([]);
});

/** What an answer has that its shape does not say, or the other way round. */
function faults(endpoint: Endpoint, answer: unknown) {
  const shape = wireShape(endpoint);
  if (!shape) throw new Error(`${endpoint.path} answers with no JSON.`);
  const { schema, named } = describeShape(shape, { closed: true });
  const ajv = new Ajv2020({ allErrors: true, strict: false });
  addFormats(ajv);
  const validate = ajv.compile({ ...schema, components: { schemas: named } });
  validate(JSON.parse(JSON.stringify(answer)));
  return (validate.errors ?? []).map(({ instancePath, message, params }) => ({
    instancePath,
    message,
    params,
  }));
}

async function pathsOf({ path }: Endpoint): Promise<string[]> {
  if (path.includes('/metrics/')) return METRIC_IDS.map((id) => path.replace('{id}', id));
  if (path.includes('{ip}')) return [path.replace('{ip}', '198.51.100.9')];
  if (path.includes('{name}')) return [path.replace('{name}', encodeURIComponent(await service()))];
  if (!path.includes('{id}')) return [path];
  return [path.replace('{id}', await idOf(path))];
}

async function idOf(path: string) {
  if (path.includes('/tls-')) return (await db().tlsReport.findFirstOrThrow()).uid;
  if (path.includes('/failures')) return (await db().failureReport.findFirstOrThrow()).uid;
  if (path.includes('/quarantine')) return `${(await db().quarantine.findFirstOrThrow()).id}`;
  return (await db().report.findFirstOrThrow()).uid;
}

/** A service that sent something, by the list of them. */
async function service() {
  const list = await call(`/api/v1/source-groups?${OCTOBER_ON}`, { token: tokens.read });
  const { rows } = z
    .object({ rows: z.array(z.object({ key: z.string() })) })
    .parse(await list.json());
  return rows.find(({ key }) => key !== '')?.key ?? 'none';
}

function asBody(raw: Uint8Array | string | null | undefined): BodyInit {
  return typeof raw === 'string' ? raw : Uint8Array.from(raw ?? []);
}
