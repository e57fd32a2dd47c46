import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '#lib/report/limits';
import { attachment, mailOf } from '#test/report/sample-mail';
import { aggregateXml } from '#test/report/sample-xml';
import { tempFolder } from '#test/support/temp-folder';
import { listFiles, type ReportFile, readFiles } from '#workers/report-files';

const MAIL = mailOf([attachment(aggregateXml())]);
const ARRIVED = new Date('2025-11-06T01:02:03Z');
const root = tempFolder('report-files');

afterAll(() => rmSync(root, { recursive: true }));

test('of a maildir and its subfolders only the mails are read, each with its time', async () => {
  const names = ['cur/1.a:2,S', 'new/2.b', '.Reports/cur/3.c:2,', '.Reports/new/4.d'];
  const others = ['tmp/5.e', 'dovecot-uidlist', '.Reports/maildirfolder', '.Reports/tmp/6.f'];
  for (const name of [...names, ...others]) write(`maildir/${name}`, MAIL);
  const found = await filesOf('maildir');
  expect(found.map(({ path }) => path).sort()).toEqual(names.toSorted());
  expect(found.map(({ receivedAt }) => receivedAt)).toEqual(names.map(() => ARRIVED));
});

test('of a folder everything is read but what is hidden', async () => {
  const names = ['a.xml', 'deeper/b.eml', 'deeper/cur/c.xml.gz'];
  const hidden = ['.DS_Store', '.hidden/d.xml', '__MACOSX/._a.xml'];
  for (const name of [...names, ...hidden]) write(`folder/${name}`, MAIL);
  const found = await filesOf('folder');
  expect(found.map(({ path }) => path)).toEqual(names);
  expect(found.every(({ receivedAt }) => receivedAt === null)).toBe(true);
});

test('a mbox is its mails, each with a number, however large it is', async () => {
  const separator = 'From a@example.com Thu Nov  6 01:02:03 2025\n';
  write('mboxes/a.mbox', Buffer.from([MAIL, MAIL].map((mail) => `${separator}${mail}\n`).join('')));
  const found = await filesOf('mboxes', MAIL.length);
  expect(found.map(({ path, isMail }) => [path, isMail])).toEqual([
    ['a.mbox#1', true],
    ['a.mbox#2', true],
  ]);
});

test('what is larger than allowed is named, and not read', async () => {
  write('large/a.xml', Buffer.alloc(2000, ' '));
  expect(await filesOf('large', 1000)).toMatchObject([{ path: 'a.xml', size: 2000, bytes: null }]);
});

function write(path: string, bytes: Uint8Array) {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, bytes);
  utimesSync(file, ARRIVED, ARRIVED);
}

async function filesOf(folder: string, limit = DEFAULT_LIMITS.mailBytes) {
  const path = join(root, folder);
  const files: ReportFile[] = [];
  for await (const file of readFiles(await listFiles([path]), limit)) {
    files.push({ ...file, path: relative(path, file.path) });
  }
  return files;
}
