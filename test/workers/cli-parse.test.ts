import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeAggregate } from '#lib/demo/write-aggregate';
import { writeMessage } from '#lib/demo/write-message';
import { sampleReport } from '#test/support/sample-report';
import { jsonLines, runCli } from './run-cli.ts';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ruascope-cli-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('--json writes one line for each report, as INTERFACES names its fields', async () => {
  const file = put('one.xml', writeAggregate(sampleReport({ reportId: 'one' })));
  const run = await runCli(['parse', '--json', file]);
  expect(run).toMatchObject({ code: 0, err: '' });
  const [line, ...others] = jsonLines(run);
  expect(others).toEqual([]);
  expect(line).toMatchObject({ file, member: null, kind: 'aggregate', ok: true, report_id: 'one' });
  expect(Object.keys(line ?? {})).toEqual(
    expect.arrayContaining(['strict_ok', 'org_name', 'begin', 'end', 'p', 'pct', 'deviations']),
  );
});

test('a problem is a line of its own, exit 2, and the other reports are read', async () => {
  const place = join(folder, 'mixed');
  put('mixed/1-good.xml', writeAggregate(sampleReport({ reportId: 'good' })));
  put('mixed/2-cut.xml', writeAggregate(sampleReport()).slice(0, 300));
  put('mixed/3-good.xml.gz', gzipSync(writeAggregate(sampleReport({ reportId: 'packed' }))));
  const run = await runCli(['parse', '--json', place]);
  expect(run.code).toBe(2);
  expect(jsonLines(run)).toMatchObject([
    { ok: true, report_id: 'good' },
    { ok: false, problem: { code: 'report/malformed', text: expect.any(String) } },
    { ok: true, report_id: 'packed' },
  ]);
});

test('a maildir gives its mails, and nothing of what the server keeps beside them', async () => {
  put('maildir/cur/1:2,S', mail('seen'));
  put('maildir/new/2', mail('new'));
  put('maildir/tmp/3', mail('half'));
  put('maildir/.Archive/cur/4:2,', mail('archived'));
  put('maildir/.Archive/new/.keep', '');
  put('maildir/dovecot.index.log', 'junk');
  const run = await runCli(['parse', '--json', join(folder, 'maildir')]);
  const ids = jsonLines(run).map((line) => reportId(line));
  expect(ids.toSorted()).toEqual(['archived', 'new', 'seen']);
});

test('a mbox gives each of its mails, with its number', async () => {
  const mbox = ['a', 'b', 'c'].map(
    (id) => `From x@example.net Tue Nov 24 04:05:06 2026\n${mail(id)}\n`,
  );
  const file = put('reports.mbox', mbox.join(''));
  const run = await runCli(['parse', '--json', file]);
  expect(jsonLines(run)).toMatchObject(
    ['a', 'b', 'c'].map((id, at) => ({ file: `${file}#${at + 1}`, report_id: id })),
  );
});

test('- reads stdin, be it a mail or a report', async () => {
  const fromMail = await runCli(['parse', '--json', '-'], { stdin: mail('mailed') });
  expect(jsonLines(fromMail)).toMatchObject([{ file: '-', report_id: 'mailed' }]);
  const xml = writeAggregate(sampleReport({ reportId: 'piped' }));
  expect(jsonLines(await runCli(['parse', '--json', '-'], { stdin: xml }))).toMatchObject([
    { file: '-', report_id: 'piped' },
  ]);
});

test('a path is seen from the folder in which it was typed', async () => {
  put('here/typed.xml', writeAggregate(sampleReport({ reportId: 'typed' })));
  const run = await runCli(['parse', '--json', 'typed.xml'], { cwd: join(folder, 'here') });
  expect(jsonLines(run)).toMatchObject([{ file: 'typed.xml', report_id: 'typed' }]);
});

test('for people it is a line in words, without colour and progress in a pipe', async () => {
  const file = put('words.xml', writeAggregate(sampleReport({ domain: 'example.org' })));
  const run = await runCli(['parse', file]);
  expect(run.out).toMatch(/example\.org, 5 Nov 2026: 10 messages/);
  expect(run.err).toBe('1 report and 0 problems in 1 file.\n');
  expect(run.out + run.err).not.toContain('\x1b');
});

test('a file that is too large is a problem, and is not read', async () => {
  const file = put('large.xml', Buffer.alloc(300_000, 'x'));
  const env = { MAX_MAIL_BYTES: '100000', MAX_UNPACKED_BYTES: '200000' };
  const run = await runCli(['parse', '--json', file], { env });
  expect(run.code).toBe(2);
  expect(jsonLines(run)).toMatchObject([{ ok: false, problem: { code: 'report/too-large' } }]);
});

describe('exit codes', () => {
  test('1 for a path that is not there, 1 for a folder without files', async () => {
    const run = await runCli(['parse', join(folder, 'nowhere')]);
    expect(run).toMatchObject({ code: 1, out: '' });
    expect(run.err).toContain('nowhere cannot be read.');
    expect(run.err.trim().split('\n')).toHaveLength(1);
    mkdirSync(join(folder, 'empty'));
    expect((await runCli(['parse', join(folder, 'empty')])).code).toBe(1);
  });

  test('64 for wrong use, told on stderr', async () => {
    for (const args of [[], ['parse'], ['nonsense'], ['parse', '--nonsense', 'x']]) {
      const run = await runCli(args);
      expect(run).toMatchObject({ code: 64, out: '' });
      expect(run.err).not.toBe('');
    }
  });

  test('78 for a wrong setting, which is named', async () => {
    const run = await runCli(['parse', folder], { env: { MAX_RECORDS: 'many' } });
    expect(run).toMatchObject({ code: 78, out: '' });
    expect(run.err).toContain('MAX_RECORDS');
  });

  test('0 for help, on stdout', async () => {
    const run = await runCli(['--help']);
    expect(run).toMatchObject({ code: 0, err: '' });
    expect(run.out).toContain('parse');
    expect((await runCli(['parse', '--help'])).out).toContain('--json');
  });

  test('a reader that closes the pipe early is no error', async () => {
    const places = Array.from({ length: 40 }, () => join(folder, 'mixed'));
    const run = await runCli(['parse', '--json', ...places], { hangUp: true });
    expect(run.err).toBe('');
    expect(run.code).toBe(0);
  });
});

function put(name: string, content: string | Uint8Array) {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
  return path;
}

function mail(id: string) {
  const posting = {
    wrapping: 'attached-gzip',
    submitter: 'reporter.example',
    to: 'dmarc@example.com',
    sentAt: new Date('2026-11-06T02:00:00Z'),
  } as const;
  return Buffer.from(writeMessage(sampleReport({ reportId: id }), posting)).toString('latin1');
}

function reportId(line: unknown) {
  return typeof line === 'object' && line && 'report_id' in line ? line.report_id : null;
}
