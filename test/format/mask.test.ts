import { expect, test } from 'vitest';
import { maskAddresses, maskMailbox, maskText } from '#lib/format/mask';

test.each([
  ['<ina.holm@example.com>', '<i•••••••@example.com>'],
  [
    'mx.example; spf=pass smtp.mailfrom=bo@news.example',
    'mx.example; spf=pass smtp.mailfrom=b•@news.example',
  ],
  ['"ina holm"@example.com', '"••••••••@example.com'],
  ['a@[192.0.2.1]', 'a•@[192.0.2.1]'],
  ['no address at all', 'no address at all'],
])('of an address in %j only the domain is left', (text, masked) => {
  expect(maskAddresses(text)).toBe(masked);
});

test.each([
  ['Ina Holm <ina@example.com>', 'i••@example.com'],
  ['ina@example.com, "Bo, Jr." <bo@example.net>', 'i••@example.com, b•@example.net'],
  ['Ina Holm', 'I•• H•••'],
])('of the field %j no name is left', (field, masked) => {
  expect(maskMailbox(field)).toBe(masked);
});

test('a subject keeps its shape', () => {
  expect(maskText('Invoice 20391: Grüße, façade-1')).toBe('I•••••• 2••••: G••••, f•••••-1•');
});
