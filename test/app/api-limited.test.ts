import { beforeAll, expect, test } from 'vitest';
import { ENDPOINTS } from '#lib/api/endpoints';
import { createToken } from '#lib/auth/token';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import { makeAccount } from '#test/support/account';
import { call } from '#test/support/api';
import { seedReport } from '#test/support/seed';

// Behind the second wall some tables are not there at all: no endpoint may need one of them.
let token: string;

beforeAll(async () => {
  for (const domain of ['example.com', 'example.org']) {
    await seedReport({
      domain,
      reporter: `Reporter of ${domain}`,
      records: [{ headerFrom: domain }],
    });
  }
  await makeAccount('ada@example.net', { role: 'owner' });
  const wanted = {
    name: 'one',
    scope: 'read',
    domains: ['example.com'],
    expiresInDays: 1,
  } as const;
  token = await createToken(SYSTEM_VIEWER, wanted);
});

const PLACES: Readonly<Record<string, string>> = {
  '{ip}': '192.0.2.1',
  '{dataset}': 'records',
  '{name}': 'Google',
};

test.each(ENDPOINTS.filter(({ method }) => method === 'GET').map(({ path }) => path))(
  '%s answers a token of one domain, and of that alone',
  async (path) => {
    const asked = path.replace(/\{\w+\}/g, (part) => PLACES[part] ?? 'M1');
    const answer = await call(`${asked}?from=2026-11-01&to=2026-11-30`, { token });
    expect([200, 400, 403, 404]).toContain(answer.status);
    expect(await answer.text()).not.toContain('example.org');
  },
);
