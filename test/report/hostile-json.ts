import { attacks, MIB } from './hostile-input.ts';

/** Attacks by what a TLS report says. */
export const HOSTILE_JSON = attacks([
  ['JSON of a million brackets', () => '{"policies":'.padEnd(1e6, '['), 'report/malformed'],
  [
    'JSON of nine million objects',
    () => `{"policies":${'{"a":'.repeat(9e6 / 5)}`,
    'report/malformed',
  ],
  ['JSON of half an object', () => '{"organization-name": "x"', 'report/malformed'],
  [
    'JSON with a number beyond all',
    () => summary('"total-successful-session-count": 1e999'),
    'report/invalid',
  ],
  [
    'JSON with a negative number',
    () => summary('"total-failure-session-count": -1'),
    'report/invalid',
  ],
  [
    'JSON with half a session',
    () => summary('"total-failure-session-count": 0.5'),
    'report/invalid',
  ],
  [
    'JSON with policies that are a word',
    () => '{"organization-name":"x","policies":"none"}',
    'report/invalid',
  ],
  ['JSON of more policies than allowed', () => tlsJson({ policies: 1001 }), 'report/too-large'],
  [
    'JSON of eleven mebibytes',
    () => `{"policies":[],"x":"${'x'.repeat(11 * MIB)}"}`,
    'report/too-large',
  ],
  [
    'JSON with a text of nine mebibytes',
    () => tlsJson({ more: `,"x":"${'x'.repeat(9 * MIB)}"` }),
    'read',
  ],
  ['JSON with a million keys', () => tlsJson({ more: keys(500_000) }), 'read'],
  [
    'JSON with the key of a prototype',
    () => tlsJson({ more: ',"__proto__": {"polluted": true}' }),
    'read',
  ],
]);

type Parts = { summary?: string; policies?: number; more?: string };

/** A TLS report as text (RFC 8460 §4.4). */
function tlsJson({ summary = '', policies = 1, more = '' }: Parts) {
  const policy = `{"policy":{"policy-type":"sts","policy-domain":"example.com"},"summary":{${summary}}}`;
  return (
    `{"organization-name":"Receiver","report-id":"1","date-range":{"start-datetime":` +
    '"2025-11-05T00:00:00Z","end-datetime":"2025-11-05T23:59:59Z"},"policies":[' +
    `${Array.from({ length: policies }, () => policy).join(',')}]${more}}`
  );
}

function summary(text: string) {
  return tlsJson({ summary: text });
}

function keys(count: number) {
  return Array.from({ length: count }, (_, n) => `,"k${n}":0`).join('');
}
