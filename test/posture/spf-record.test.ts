import { expect, test } from 'vitest';
import { parseSpf, spfRecordsIn } from '#lib/posture/spf-record';

test('§4.5: a record begins with its version, alone or before a space', () => {
  const texts = ['v=spf1', 'V=SPF1 -all', 'v=spf10 -all', 'v=DMARC1', ' v=spf1 -all'];
  expect(spfRecordsIn(texts)).toEqual(['v=spf1', 'V=SPF1 -all']);
});

test('§12: terms, qualifiers and modifiers are read in any case', () => {
  const read = parseSpf(
    'v=spf1  IP4:192.0.2.0/24 ~a:Mail.Example/28//64 ?mx -ALL redirect=_spf.example.com unknown=x',
  );
  expect(read).toEqual({
    ok: true,
    value: {
      terms: [
        { qualifier: '+', text: 'IP4:192.0.2.0/24', kind: 'ip', range: '192.0.2.0/24' },
        {
          ...{ qualifier: '~', text: '~a:Mail.Example/28//64', kind: 'a' },
          ...{ target: 'mail.example', macro: false, bits4: 28, bits6: 64 },
        },
        {
          ...{ qualifier: '?', text: '?mx', kind: 'mx' },
          ...{ target: null, macro: false, bits4: 32, bits6: 128 },
        },
        { qualifier: '-', text: '-ALL', kind: 'all' },
      ],
      redirect: { target: '_spf.example.com', macro: false },
    },
  });
});

test.each([
  ...['ip4:192.0.2', 'ip4:192.0.2.0/33', 'ip4:2001:db8::1', 'ip6:192.0.2.1', 'ip6:2001:db8::/129'],
  ...['include', 'include:', 'include:nodot', 'exists', 'all:x', 'allow', 'a//', 'mx/33', 'a:a b'],
  ...['redirect=', 'foo:bar', '++all', 'ip6:fe80::1%eth0'],
])('a term that is none makes the record void: %s', (term) => {
  expect(parseSpf(`v=spf1 ${term}`).ok).toBe(false);
});

test('§6: a modifier that stands twice is an error', () => {
  expect(parseSpf('v=spf1 redirect=a.example redirect=b.example').ok).toBe(false);
  expect(parseSpf('v=spf1 exp=a.example exp=b.example').ok).toBe(false);
});

test('§7: a macro is read and not guessed', () => {
  const read = parseSpf('v=spf1 include:%{d}._spf.example exists:%{i}.spf.example -all');
  expect(read).toMatchObject({
    value: { terms: [{ kind: 'include', macro: true }, { kind: 'exists' }, { kind: 'all' }] },
  });
});
