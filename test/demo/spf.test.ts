import { BlockList } from 'node:net';
import { expect, test } from 'vitest';
import { DOMAINS, SENDERS } from '#lib/demo/cast';
import { DEMO_SPF } from '#lib/demo/spf';

test.each(DOMAINS)('whom the record of %s names is who passes SPF for it', (domain) => {
  const list = new BlockList();
  for (const { block } of DEMO_SPF.find((one) => one.domain === domain)?.ranges ?? []) {
    const [first = '', bits] = block.split('/');
    list.addSubnet(first, Number(bits), familyOf(first));
  }
  for (const { ips, variants } of SENDERS[domain]) {
    const checked = variants.filter(({ envelopeFrom }) => envelopeFrom === domain);
    for (const ip of ips) {
      const covered = list.check(ip, familyOf(ip));
      for (const { spf } of checked) expect([ip, spf === 'pass']).toEqual([ip, covered]);
    }
  }
});

function familyOf(ip: string) {
  return ip.includes(':') ? 'ipv6' : 'ipv4';
}
