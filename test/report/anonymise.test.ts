import { gunzipSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { anonymiseText } from '#lib/report/anonymise';
import { anonymiseMail } from '#lib/report/anonymise-mail';
import { Disguise } from '#lib/report/disguise';
import { readFile } from '#lib/report/read-file';
import { type ReadMail, readMail } from '#lib/report/read-mail';
import { sampleMail, sampleRecord } from '#test/support/sample-report';

const SECRET = /acme|corp\.test|10\.20\.30|ada\.lovelace/i;

const XML = `<?xml version="1.0"?>
<feedback>
  <report_metadata><org_name>ACME Reports &amp; Co</org_name><email>ada.lovelace@mail.acme.test</email>
    <report_id>acme-20261105.7</report_id>
    <date_range><begin>1793836800</begin><end>1793923199</end></date_range></report_metadata>
  <policy_published><domain>corp.test</domain><p>reject</p></policy_published>
  <record><row><source_ip>10.20.30.40</source_ip><count>12</count>
    <policy_evaluated><disposition>none</disposition><dkim>pass</dkim><spf>hardfail</spf>
      <reason><type>local_policy</type><comment>arc=pass as[1].d=lists.acme.test</comment></reason>
    </policy_evaluated></row>
    <identifiers><header_from>news.corp.test</header_from></identifiers>
    <auth_results><dkim><domain>corp.test</domain><selector>acme1</selector><result>pass</result></dkim></auth_results>
  </record>
</feedback>`;

test('a sample has the numbers and words of the standard, and nobody in it', () => {
  const sample = anonymiseText(XML);
  expect(sample).not.toMatch(SECRET);
  expect(sample).toContain('<begin>1793836800</begin>');
  expect(sample).toContain('<count>12</count>');
  expect(sample).toContain('<spf>hardfail</spf>');
  expect(sample).toContain('<org_name>XXXX Xxxxxxx &amp; Xx</org_name>');
  expect(sample.length).toBeGreaterThan(XML.length / 2);
});

test('family ties between names survive', async () => {
  const { items } = await readFile('a.xml', Buffer.from(anonymiseText(XML)));
  const outcome = items[0]?.outcome;
  if (!outcome?.ok || outcome.value.kind !== 'aggregate') throw new Error('not read');
  const { policyPublished, records } = outcome.value.report;
  const { domain } = policyPublished;
  expect(domain).toMatch(/^example\.(com|net|org)$/);
  expect(records[0]?.identifiers.headerFrom).toBe(`sub2.${domain}`);
  expect(records[0]?.authResults.dkim[0]?.domain).toBe(domain);
  expect(records[0]?.row.sourceIp).toBe('192.0.2.1');
});

test('the faults survive: what was refused is refused for the same reason', async () => {
  for (const broken of [XML.slice(0, 700), XML.replace('</row>', ''), XML.replace('<p>', '<p')]) {
    const before = await readFile('a.xml', Buffer.from(broken));
    const after = await readFile('a.xml', Buffer.from(anonymiseText(broken)));
    expect(verdictOf(after)).toEqual(verdictOf(before));
  }
});

function verdictOf({ items: [item] }: ReadMail) {
  const outcome = item?.outcome;
  if (!outcome) return null;
  return outcome.ok ? outcome.value.deviations.map(({ code }) => code) : outcome.error.code;
}

test('a TLS report keeps its types and sessions', () => {
  const json = JSON.stringify({
    'organization-name': 'ACME',
    policies: [
      {
        policy: { 'policy-type': 'sts', 'policy-string': ['mode: testing', 'mx: mx.acme.test'] },
        summary: { 'total-successful-session-count': 5 },
      },
    ],
  });
  const sample = anonymiseText(json);
  expect(sample).not.toMatch(SECRET);
  expect(JSON.parse(sample)).toMatchObject({
    policies: [
      {
        policy: {
          'policy-type': 'sts',
          'policy-string': ['mode: testing', 'xx: mx.example.com'],
        },
        summary: { 'total-successful-session-count': 5 },
      },
    ],
  });
});

test('a mail keeps its parts, and what is attached is packed again', async () => {
  const mail = sampleMail({
    orgName: 'acme.test',
    email: 'ada.lovelace@acme.test',
    domain: 'corp.test',
    records: [sampleRecord({ sourceIp: '10.20.30.40', headerFrom: 'corp.test' })],
  });
  const sample = await anonymiseMail(mail.raw ?? new Uint8Array());
  const before = await readMail(mail.raw ?? new Uint8Array());
  const after = await readMail(sample);
  expect(Buffer.from(sample).toString('latin1')).not.toMatch(SECRET);
  expect(after.items).toHaveLength(before.items.length);
  const outcome = after.items[0]?.outcome;
  if (!outcome?.ok) throw new Error('not read');
  expect(Buffer.from(outcome.value.original).toString()).not.toMatch(SECRET);
  expect(Buffer.from(outcome.value.original).toString()).toContain('<count>10</count>');
});

test('an archive that cannot be opened gives nothing away', async () => {
  const cut = gzipSync(XML).subarray(0, 200);
  const raw = `Content-Transfer-Encoding: base64\r\n\r\n${cut.toString('base64')}\r\n`;
  const sample = Buffer.from(await anonymiseMail(Buffer.from(raw))).toString();
  const bytes = Buffer.from(sample.slice(sample.indexOf('\r\n\r\n')), 'base64');
  expect(bytes.length).toBe(200);
  expect(bytes.subarray(16).every((byte) => byte === 0)).toBe(true);
  expect(() => gunzipSync(bytes)).toThrow();
});

test('one disguise gives the same thing the same face', () => {
  const disguise = new Disguise();
  const text =
    'from 10.20.30.40 (mail.acme.test) to 10.20.30.41, again 10.20.30.40 and 2a00:1450::1';
  expect(disguise.words(text)).toBe(
    'xxxx 192.0.2.1 (mail.example.com) xx 192.0.2.2, xxxxx 192.0.2.1 xxx 2001:db8::3',
  );
});
