import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '#lib/report/limits';
import { readMail } from '#lib/report/read-mail';
import { attachment, mailOf } from './sample-mail.ts';
import { aggregateXml } from './sample-xml.ts';

const GZIP = gzipSync(aggregateXml());

test('of more reports than allowed the first ones are read', async () => {
  const { items } = await readMail(mailOf(Array.from({ length: 12 }, () => attachment(GZIP))));
  expect(items.filter(({ outcome }) => outcome.ok)).toHaveLength(DEFAULT_LIMITS.reportParts);
  expect(items.at(-1)?.outcome).toMatchObject({ error: { code: 'report/too-large' } });
});

test('attachments that are no reports do not count against those that are', async () => {
  const logos = Array.from({ length: 40 }, () => attachment('GIF89a', 'image/gif'));
  const { items } = await readMail(mailOf([...logos, attachment(GZIP)]));
  expect(items.map(({ outcome }) => outcome.ok)).toEqual([true]);
});
