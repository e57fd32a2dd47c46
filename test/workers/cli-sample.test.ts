import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sampleMail } from '#test/support/sample-report';
import { tempFolder } from '#test/support/temp-folder';
import { jsonLines, runCli } from './run-cli.ts';

test('a sample of a mail is read as the mail is, and names nobody of it', async () => {
  const file = join(tempFolder('sample'), 'mail.eml');
  const mail = sampleMail({ domain: 'corp.test', orgName: 'acme.test', email: 'ada@acme.test' });
  writeFileSync(file, mail.raw ?? '');
  const sample = await runCli(['sample', file]);
  expect(sample.code).toBe(0);
  expect(sample.out).not.toMatch(/acme|corp\.test/);
  const parsed = await runCli(['parse', '-', '--json'], { stdin: sample.out });
  expect(jsonLines(parsed)).toMatchObject([{ kind: 'aggregate', ok: true, total_messages: 10 }]);
});

test('a file that is not there is said, with exit code 1', async () => {
  expect(await runCli(['sample', '/nowhere.eml'])).toMatchObject({ code: 1, out: '' });
});
