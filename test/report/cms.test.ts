import { expect, test } from 'vitest';
import { isCms, openCms } from '#lib/report/cms';
import { ber, endless, signedData } from './sample-cms.ts';

const octets = (text: string) => ber(4, text);

test.each<[string, Uint8Array]>([
  ['in one piece', ber(0xa0, octets('a report'))],
  ['in pieces of known length', ber(0xa0, ber(0x24, octets('a re'), octets('port')))],
  ['in pieces without a length', endless(0xa0, endless(0x24, octets('a re'), octets('port')))],
  ['in pieces of pieces', ber(0xa0, ber(0x24, endless(0x24, octets('a re')), octets('port')))],
])('the signed content is found %s', (_, content) => {
  const opened = openCms(signedData(content));
  expect(opened.ok && Buffer.from(opened.value ?? '').toString()).toBe('a report');
});

test('a detached signature holds nothing, whatever certificates follow', () => {
  expect(openCms(signedData())).toEqual({ ok: true, value: null });
});

test.each<[string, Uint8Array]>([
  ['is cut', signedData(ber(0xa0, octets('a report'))).subarray(0, 60)],
  ['says a length beyond its end', Buffer.from('308406092a864886f70d010702', 'hex')],
  ['has a number for content', signedData(ber(0xa0, ber(2, '1')))],
  ['has no end of its pieces', signedData(Buffer.from('a08024800401', 'hex'))],
  ['nests pieces without end', signedData(ber(0xa0, nested(1000)))],
])('a wrapping that %s is refused', (_, bytes) => {
  const opened = isCms(bytes) ? openCms(bytes) : null;
  expect(opened?.ok ?? false).toBe(false);
});

test('an encrypted mail says what to do', () => {
  const enveloped = ber(0x30, Buffer.from('06092a864886f70d010703', 'hex'), ber(0xa0, 'secret'));
  expect(isCms(enveloped)).toBe(true);
  expect(openCms(enveloped)).toMatchObject({
    error: { code: 'report/encrypted', text: expect.stringContaining('decrypt it') },
  });
});

test('a key or a text is no message', () => {
  expect(isCms(ber(0x30, ber(2, '\u0001')))).toBe(false);
  expect(isCms(Buffer.from('0<feedback>'))).toBe(false);
});

function nested(depth: number) {
  let piece = octets('x');
  for (let n = 0; n < depth; n += 1) piece = endless(0x24, piece);
  return piece;
}
