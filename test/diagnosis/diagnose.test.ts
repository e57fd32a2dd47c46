import { expect, test } from 'vitest';
import { type Code, SEVERITIES, SEVERITY_OF } from '#lib/diagnosis/card';
import { codesOf, diagnose } from '#lib/diagnosis/diagnose';
import type { Evidence, Signature, SpfCheck } from '#lib/diagnosis/evidence';
import { tell } from '#lib/diagnosis/tell';
import { LOCALES } from '#lib/words/locale';
import { wordsOf } from '#lib/words/translate';

const t = wordsOf('en', 'diagnosis');

/** Failed mail of example.com that shows nothing; each case says what it shows. */
function evidence(given: Partial<Evidence> = {}): Evidence {
  return {
    headerFrom: 'example.com',
    domain: 'example.com',
    source: '192.0.2.7',
    moreSources: false,
    reporters: ['google.com'],
    messages: 10,
    dkimAligned: false,
    spfAligned: false,
    disposition: 'none',
    requested: 'none',
    reasons: [],
    dkim: [],
    spf: [],
    adkim: 'relaxed',
    aspf: 'relaxed',
    passesElsewhere: null,
    suspectedSpoof: null,
    headerFromExists: null,
    isListed: null,
    ...given,
  };
}

function dkim(domain: string, result: Signature['result'], humanResult: string | null = null) {
  return { dkim: [{ domain, selector: 's1', result, humanResult }] };
}

function spf(domain: string, result: SpfCheck['result'], scope: string | null = 'mfrom') {
  return { spf: [{ domain, scope, result, humanResult: null }] };
}

const reasons = (type: string, comment: string | null = null) => ({ reasons: [{ type, comment }] });
const elsewhere = (passes: boolean) => ({ passesElsewhere: () => passes });

type Case = [Code, string, Partial<Evidence>];

const HOLDS: Case[] = [
  ['OK_BOTH', 'both pass', { dkimAligned: true, spfAligned: true }],
  ['OK_BOTH', 'and rejected', { dkimAligned: true, spfAligned: true, disposition: 'reject' }],
  ['OK_DKIM', 'DKIM alone', { dkimAligned: true, ...dkim('example.com', 'pass') }],
  ['OK_DKIM', 'with SPF of a service', { dkimAligned: true, ...spf('esp.example', 'pass') }],
  ['OK_SPF_ONLY', 'SPF alone', { spfAligned: true }],
  ['OK_SPF_ONLY', 'a broken signature', { spfAligned: true, ...dkim('example.com', 'fail') }],
  ['SPF_UNALIGNED', 'the return path of a service', spf('bounce.esp.example', 'pass')],
  ['SPF_UNALIGNED', 'without a scope', spf('esp.example', 'pass', null)],
  ['SPF_NOT_LISTED', 'fail of ours', spf('example.com', 'fail')],
  ['SPF_NOT_LISTED', 'softfail below ours', spf('mail.example.com', 'softfail')],
  ['SPF_PERMERROR', 'ours', spf('example.com', 'permerror')],
  ['SPF_PERMERROR', 'below ours', spf('news.example.com', 'permerror')],
  ['SPF_NONE', 'ours', spf('example.com', 'none')],
  ['SPF_NONE', 'below ours', spf('host.example.com', 'none')],
  ['SPF_TEMPERROR', 'ours', spf('example.com', 'temperror')],
  ['SPF_TEMPERROR', 'below ours', spf('m.example.com', 'temperror')],
  ['SPF_HELO', 'a HELO name of ours', spf('mx.example.com', 'none', 'helo')],
  ['SPF_HELO', 'a HELO name of others', spf('mx.esp.example', 'pass', 'HELO')],
  ['DKIM_NONE', 'no result', {}],
  ['DKIM_NONE', 'the result none', dkim('', 'none')],
  ['DKIM_UNALIGNED', 'a service', dkim('esp.example', 'pass')],
  ['DKIM_UNALIGNED', 'strictly', { ...dkim('esp.example', 'pass'), adkim: 'strict' }],
  ['DKIM_BROKEN_HERE', 'fail', { ...dkim('example.com', 'fail'), ...elsewhere(true) }],
  ['DKIM_BROKEN_HERE', 'neutral', { ...dkim('m.example.com', 'neutral'), ...elsewhere(true) }],
  ['DKIM_BROKEN_ALL', 'fail', { ...dkim('example.com', 'fail'), ...elsewhere(false) }],
  ['DKIM_BROKEN_ALL', 'permerror', { ...dkim('example.com', 'permerror'), ...elsewhere(false) }],
  ['DKIM_KEY_MISSING', 'OpenDKIM', dkim('example.com', 'permerror', 'no key for signature')],
  ['DKIM_KEY_MISSING', 'Mail::DKIM', dkim('example.com', 'fail', 'public key: not available')],
  ['ALIGN_STRICT', 'DKIM', { ...dkim('m.example.com', 'pass'), adkim: 'strict' }],
  ['ALIGN_STRICT', 'SPF', { ...spf('m.example.com', 'pass'), aspf: 'strict' }],
  ['OVERRIDDEN', 'delivered', { requested: 'reject', ...reasons('local_policy', 'arc=pass') }],
  [
    'OVERRIDDEN',
    'less than reject',
    { requested: 'reject', disposition: 'quarantine', ...reasons('other') },
  ],
  ['SPOOF_LIKELY', 'delivered', { suspectedSpoof: true }],
  ['SPOOF_LIKELY', 'blocked', { suspectedSpoof: true, disposition: 'reject' }],
  ['SUBDOMAIN_NX', 'below ours', { headerFrom: 'shop1.example.com', headerFromExists: false }],
  ['SUBDOMAIN_NX', 'two below', { headerFrom: 'a.b.example.com', headerFromExists: false }],
];

const NEAR_MISSES: Case[] = [
  ['OK_BOTH', 'one of them', { dkimAligned: true }],
  ['OK_DKIM', 'raw results that the receiver did not accept', dkim('example.com', 'pass')],
  ['OK_SPF_ONLY', 'both', { dkimAligned: true, spfAligned: true }],
  ['SPF_UNALIGNED', 'a failing return path', spf('esp.example', 'fail')],
  ['SPF_UNALIGNED', 'strictness alone', { ...spf('m.example.com', 'pass'), aspf: 'strict' }],
  ['SPF_UNALIGNED', 'mail that DKIM passes', { dkimAligned: true, ...spf('esp.example', 'pass') }],
  ['SPF_NOT_LISTED', 'fail of others', spf('esp.example', 'fail')],
  ['SPF_NOT_LISTED', 'a name that ends alike', spf('notexample.com', 'fail')],
  [
    'SPF_NOT_LISTED',
    'HELO beside MAIL FROM',
    {
      spf: [...spf('example.com', 'fail', 'helo').spf, ...spf('esp.example', 'fail').spf],
    },
  ],
  ['SPF_PERMERROR', 'of others', spf('esp.example', 'permerror')],
  ['SPF_NONE', 'of others', spf('esp.example', 'none')],
  ['SPF_NONE', 'no name at all', spf('', 'none')],
  ['SPF_TEMPERROR', 'a DKIM temperror', dkim('example.com', 'temperror')],
  [
    'SPF_HELO',
    'MAIL FROM beside it',
    {
      spf: [...spf('mx.example.com', 'none', 'helo').spf, ...spf('example.com', 'fail').spf],
    },
  ],
  ['SPF_HELO', 'no check at all', {}],
  ['DKIM_NONE', 'a signature that fails', dkim('example.com', 'fail')],
  ['DKIM_NONE', 'mail that SPF passes', { spfAligned: true }],
  ['DKIM_UNALIGNED', 'a service that fails', dkim('esp.example', 'fail')],
  ['DKIM_UNALIGNED', 'strictness alone', { ...dkim('m.example.com', 'pass'), adkim: 'strict' }],
  ['DKIM_BROKEN_HERE', 'nobody looked elsewhere', dkim('example.com', 'fail')],
  ['DKIM_BROKEN_HERE', 'of a service', { ...dkim('esp.example', 'fail'), ...elsewhere(true) }],
  ['DKIM_BROKEN_HERE', 'DNS failed', { ...dkim('example.com', 'temperror'), ...elsewhere(true) }],
  [
    'DKIM_BROKEN_ALL',
    'it passes elsewhere',
    { ...dkim('example.com', 'fail'), ...elsewhere(true) },
  ],
  ['DKIM_BROKEN_ALL', 'nobody looked elsewhere', dkim('example.com', 'fail')],
  [
    'DKIM_BROKEN_ALL',
    'the key is missing',
    {
      ...dkim('example.com', 'permerror', 'key not found'),
      ...elsewhere(false),
    },
  ],
  ['DKIM_KEY_MISSING', 'other words', dkim('example.com', 'fail', 'body hash did not verify')],
  ['DKIM_KEY_MISSING', 'no signature', dkim('example.com', 'fail', 'no signature data')],
  ['DKIM_KEY_MISSING', 'a key', dkim('example.com', 'fail', '2048-bit key, verification failed')],
  ['ALIGN_STRICT', 'already relaxed', dkim('m.example.com', 'pass')],
  ['ALIGN_STRICT', 'it failed', { ...dkim('m.example.com', 'fail'), adkim: 'strict' }],
  ['ALIGN_STRICT', 'of a service', { ...spf('esp.example', 'pass'), aspf: 'strict' }],
  ['OVERRIDDEN', 'nothing was asked (p=none)', reasons('local_policy')],
  ['OVERRIDDEN', 'no reason', { requested: 'reject' }],
  [
    'OVERRIDDEN',
    'rejected all the same',
    {
      requested: 'reject',
      disposition: 'reject',
      ...reasons('other'),
    },
  ],
  ['OVERRIDDEN', 'it passed', { spfAligned: true, requested: 'reject', ...reasons('other') }],
  ['SPOOF_LIKELY', 'another class', { suspectedSpoof: false }],
  ['SPOOF_LIKELY', 'no class yet', {}],
  ['SUBDOMAIN_NX', 'nobody asked DNS', { headerFrom: 'shop1.example.com' }],
  ['SUBDOMAIN_NX', 'it exists', { headerFrom: 'shop1.example.com', headerFromExists: true }],
  ['SUBDOMAIN_NX', 'the domain itself', { headerFromExists: false }],
];

test.each(HOLDS)('%s: %s', (code, _, given) => {
  expect(codesOf(evidence(given))).toContain(code);
});

test.each(NEAR_MISSES)('not %s: %s', (code, _, given) => {
  expect(codesOf(evidence(given))).not.toContain(code);
});

test('every code has two cases and a near miss, and says all there is to say', () => {
  for (const code of Object.keys(SEVERITY_OF)) {
    const held = HOLDS.filter(([name]) => name === code);
    expect(held.length, code).toBeGreaterThanOrEqual(2);
    expect(NEAR_MISSES.filter(([name]) => name === code).length, code).toBeGreaterThanOrEqual(1);
    for (const [, , given] of held) {
      const card = diagnose([evidence(given)]).find((one) => one.code === code);
      for (const locale of LOCALES) {
        const texts = card ? Object.values(tell(card, wordsOf(locale, 'diagnosis'))) : [];
        expect(texts.length, code).toBe(5);
        expect(
          texts.filter((text) => /^$|undefined|[{}]/.test(text)),
          code,
        ).toEqual([]);
      }
      expect(card).toMatchObject({ messages: 10, share: 1 });
    }
  }
});

test('fills in the values of the records', () => {
  const text = (given: Partial<Evidence>, code: Code) =>
    diagnose([evidence(given)])
      .filter((card) => card.code === code)
      .map((card) => tell(card, t).what)[0];
  expect(text(spf('bounce.esp.example', 'pass'), 'SPF_UNALIGNED')).toBe(
    'SPF passed for bounce.esp.example, but the visible From is example.com. DMARC needs the same organisation.',
  );
  expect(text({ ...spf('example.com', 'softfail'), moreSources: true }, 'SPF_NOT_LISTED')).toBe(
    '192.0.2.7 and other addresses are not in the SPF record of example.com (softfail).',
  );
  expect(text({ dkimAligned: true, ...dkim('example.com', 'pass') }, 'OK_DKIM')).toBe(
    'Passes. DKIM signed as example.com (selector s1).',
  );
  expect(text(dkim('example.com', 'fail', 'no key'), 'DKIM_KEY_MISSING')).toBe(
    'No public key at s1._domainkey.example.com (“no key”).',
  );
  const arc = { requested: 'reject', ...reasons('local_policy', 'arc=pass') } as const;
  expect(text(arc, 'OVERRIDDEN')).toBe(
    'Failed, but google.com delivered it: local_policy, arc=pass.',
  );
});

test('says whose doing an override is', () => {
  const fixOf = (type: string) =>
    diagnose([evidence({ requested: 'reject', ...reasons(type) })])
      .filter(({ code }) => code === 'OVERRIDDEN')
      .map((card) => tell(card, t).fix)[0];
  expect(fixOf('policy_test_mode')).toMatch(/^Take t=y or pct out/);
  expect(fixOf('mailing_list')).toBe('Nothing to do.');
});

test('the worst comes first, and of equals the one with most messages', () => {
  const cards = diagnose([
    evidence({ dkimAligned: true, spfAligned: true, messages: 900 }),
    evidence({ ...dkim('esp.example', 'pass'), messages: 50 }),
    evidence({ ...spf('esp.example', 'pass'), messages: 60 }),
    evidence({ ...spf('example.com', 'permerror'), messages: 1 }),
    evidence({ ...dkim('example.com', 'fail'), ...elsewhere(true), messages: 2 }),
  ]);
  expect(cards.map(({ code, messages }) => [code, messages])).toEqual([
    ['SPF_PERMERROR', 1],
    ['DKIM_NONE', 61],
    ['SPF_UNALIGNED', 60],
    ['DKIM_UNALIGNED', 50],
    ['DKIM_BROKEN_HERE', 2],
    ['OK_BOTH', 900],
  ]);
  const ranks = cards.map(({ severity }) => SEVERITIES.indexOf(severity));
  expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
  expect(cards.at(-1)?.share).toBeCloseTo(900 / 1013);
});

test('a card tells of the record with most messages, and adds all of them up', () => {
  const [card] = diagnose([
    evidence({ suspectedSpoof: true, disposition: 'reject', messages: 1200, dkim: stranger }),
    evidence({ suspectedSpoof: true, messages: 34, dkim: stranger }),
  ]);
  expect(card).toMatchObject({ code: 'SPOOF_LIKELY', messages: 1234, share: 1 });
  expect(card && tell(card, t).what).toBe(
    'Nothing of yours authenticated. Blocked: 1,200; delivered: 34.',
  );
});
const stranger = [
  { domain: 'esp.example', selector: null, result: 'fail', humanResult: null },
] as const;

test('hostile values stay data: one line, in one direction, and short', () => {
  const evil = `<b>x</b>\r\nBcc: a\u202Egpj.exe\u0000${'y'.repeat(500)}`;
  const cards = diagnose([
    evidence({
      headerFrom: evil,
      source: evil,
      reporters: [evil],
      requested: 'reject',
      ...reasons(evil, evil),
      ...dkim(evil, 'fail', `no key ${evil}`),
      ...spf(evil, 'fail'),
    }),
  ]);
  expect(cards.map(({ code }) => code)).toEqual([
    'DKIM_KEY_MISSING',
    'SPF_NOT_LISTED',
    'OVERRIDDEN',
  ]);
  for (const card of cards) {
    for (const text of Object.values(tell(card, t))) {
      expect(text).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      expect(text.length).toBeLessThan(500);
    }
  }
});

test('SPF_NOT_LISTED asks the record that the receiver asked, as it is now', () => {
  const asked: string[] = [];
  const told = (listed: boolean | null, given: Partial<Evidence> = {}) => {
    const isListed = (...question: string[]) => {
      asked.push(question.join(' '));
      return listed;
    };
    const [card] = diagnose([
      evidence({ ...spf('news.example.com', 'fail'), isListed, ...given }),
    ]).filter(({ code }) => code === 'SPF_NOT_LISTED');
    return card?.values['now'];
  };
  expect([told(true), told(false), told(null)]).toEqual(['yes', 'no', 'unknown']);
  expect(new Set(asked)).toEqual(new Set(['news.example.com 192.0.2.7']));
  expect(told(true, { moreSources: true })).toBe('unknown');
  expect(told(true, { source: null })).toBe('unknown');
});

test('nothing reported is nothing to say', () => {
  expect(diagnose([])).toEqual([]);
});
