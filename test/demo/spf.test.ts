import { BlockList } from 'node:net';
import { expect, test } from 'vitest';
import { SENDERS } from '#lib/demo/cast';
import { DEMO_SPF } from '#lib/demo/spf';

test.each(DEMO_SPF)('whom the record of $name names is who passes SPF for it', (record) => {
  const { domain, name, ranges } = record;
  const list = new BlockList();
  for (const { block } of ranges) {
    const [first = '', bits] = block.split('/');
    list.addSubnet(first, Number(bits), familyOf(first));
  }
  for (const { ips, variants } of SENDERS[domain]) {
    const checked = variants.filter(({ envelopeFrom }) => envelopeFrom === name);
    for (const ip of ips) {
      const covered = list.check(ip, familyOf(ip));
      for (const { spf } of checked) expect([ip, spf === 'pass']).toEqual([ip, covered]);
    }
  }
});

function familyOf(ip: string) {
  return ip.includes(':') ? 'ipv6' : 'ipv4';
}
