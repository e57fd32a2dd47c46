import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';

/** The bytes that a process of its own leaves on stderr, and them alone. */
async function bytesOf(script: string, level = 'trace') {
  const program = `import { log } from '#lib/log';\nimport { AppError } from '#lib/errors';\n${script}`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    env: { NODE_ENV: 'test', PATH: process.env['PATH'], LOG_LEVEL: level },
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  return await text(child.stderr);
}

const lines = (bytes: string) => bytes.trim().split('\n');

test('shows what would move a cursor, turn a line or break it, and stays one line', async () => {
  const bytes = await bytesOf(
    `log.warn({ subject: 'a\\r\\n{"level":60}\\u001b[2J\\u009b31m\\u202e\\u2028\\u200b\\u{e0041}' }, 'mail\\u0085');`,
  );
  expect(lines(bytes)).toHaveLength(1);
  expect(bytes.trimEnd()).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  // What was escaped is still the same to a program.
  expect(JSON.parse(bytes)).toMatchObject({
    subject: 'a\r\n{"level":60}\u001b[2J\u009b31m\u202e\u2028\u200b\u{e0041}',
    msg: 'mail\u0085',
  });
});

test('cuts what strangers say, and keeps what we say of it whole', async () => {
  const bytes = await bytesOf(
    `log.warn({ name: 'x'.repeat(1e6), text: 'y'.repeat(700), deep: { er: { names: ['z'.repeat(999)] } } }, 'm');`,
  );
  const line = JSON.parse(bytes);
  expect(line.name).toHaveLength(256);
  expect(line.text).toHaveLength(700);
  expect(line.deep.er.names[0]).toHaveLength(256);
});

test('tells of an error what it is, where it arose and from what, and nothing that hangs on it', async () => {
  const bytes = await bytesOf(
    `const cause = Object.assign(new Error('NO ' + 'x'.repeat(9999)), { executedCommand: 'canary' });
     log.error({ err: new AppError('mailbox/refused', { cause, detail: 'Login refused.' }) }, 'poll');`,
  );
  const { err } = JSON.parse(bytes);
  expect(err).toMatchObject({ type: 'AppError', code: 'mailbox/refused' });
  expect(err.stack).toMatch(/^ {4}at /);
  expect(err.cause.message.length).toBe(768);
  expect(bytes).not.toContain('canary');
});

test('never writes a secret, at whatever depth', async () => {
  const bytes = await bytesOf(
    `log.info({ password: 'canary', a: { token: 'canary', b: { c: { refreshToken: 'canary' } } } }, 'x');`,
  );
  expect(bytes).not.toContain('canary');
  expect(bytes).toContain('•');
});

test('writes sixty lines a minute of one reason, and all of those that went well', async () => {
  const bytes = await bytesOf(
    `for (let n = 0; n < 500; n += 1) {
       log.info({ code: 'report/malformed', n }, 'mail');
       log.info({ n }, 'mail');
       log.warn({ n }, 'poll');
     }
     log.info({ code: 'report/empty' }, 'mail');`,
  );
  const written = lines(bytes).map((line) => JSON.parse(line));
  expect(written.filter(({ code }) => code === 'report/malformed')).toHaveLength(60);
  expect(written.filter(({ level, code }) => level === 30 && !code)).toHaveLength(500);
  expect(written.filter(({ msg }) => msg === 'poll')).toHaveLength(60);
  expect(written.filter(({ code }) => code === 'report/empty')).toHaveLength(1);
});

test('tells with the next line how many were held back', async () => {
  const bytes = await bytesOf(
    `const clock = performance.now.bind(performance);
     for (let n = 0; n < 100; n += 1) log.warn({ code: 'report/malformed' }, 'mail');
     performance.now = () => clock() + 61_000;
     log.warn({ code: 'report/malformed' }, 'mail');`,
  );
  expect(lines(bytes)).toHaveLength(61);
  expect(JSON.parse(lines(bytes).at(-1) ?? '')).toMatchObject({ withheld: 40 });
});
