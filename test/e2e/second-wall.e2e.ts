import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WALLED_TABLES } from '#lib/db/walled-tables';
import { plantInBuild } from '#test/support/planted-build';
import type { Web } from '#test/support/web';
import { type AccessHouse, openAccessHouse } from './access-house.ts';

// The first wall is taken out of the built product: where a question says `domain_id = ANY(…)`, the
// planted one asks for all the other domains. Whoever is limited must see nothing of them all the same.
const planted = plantInBuild(
  /domain_id = ANY\(\$\{([^{}]+)\}::int\[\]\)/g,
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it stands in the code of the build.
  'domain_id <> ALL(${$1}::int[])',
);

let house: AccessHouse;
let web: Web;
beforeAll(async () => {
  house = await openAccessHouse();
  web = await house.startWeb({}, planted.folder);
});
afterAll(async () => {
  await house.close();
  rmSync(planted.folder, { recursive: true });
});

const PAGES = ['/', '/domains/example.org', '/sources', '/reports', '/forwarding', '/volume.csv'];

test('a question that asks for what is not the viewer’s sees nothing of it on any page', async () => {
  expect(planted.places).toBeGreaterThan(20);
  for (const path of PAGES) expect(await said(path), path).not.toMatch(/canary/i);
});

test('the other way round it would have been seen: the mistake is one', async () => {
  await wall('DISABLE');
  const all = await Promise.all(PAGES.map(said));
  await wall('ENABLE');
  expect(all.filter((text) => /canary/i.test(text)).length).toBeGreaterThan(1);
});

async function said(path: string) {
  const headers = { cookie: house.cookies.other, 'accept-language': 'en' };
  const answer = await fetch(web.url + path, { headers, redirect: 'manual' });
  expect(answer.status, path).toBe(200);
  return await answer.text();
}

async function wall(be: 'ENABLE' | 'DISABLE') {
  for (const table of Object.keys(WALLED_TABLES)) {
    await house.sql.query(`ALTER TABLE ${table} ${be} ROW LEVEL SECURITY`);
  }
  // Answers that were kept behind the wall of before are none of now; no trigger tells of a wall.
  await house.sql.query("SELECT pg_notify('ruascope_changed', '')");
  await sleep(500);
}
