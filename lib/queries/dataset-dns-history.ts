import { dataset } from './dataset.ts';
import { type DnsReading, dnsHistory } from './dns-history.ts';
import { unicodeName } from './unicode-name.ts';

/** The dataset `dns-history`: what stood at `_dmarc`, as far as this installation has read it. */
export const DNS_HISTORY = dataset<DnsReading>(
  1,
  [
    { name: 'schema_version', value: () => 1, doc: 'Version of these columns' },
    { name: 'domain', value: (row) => row.domain, doc: 'Policy domain, A-label' },
    { name: 'record_name', value: (row) => `_dmarc.${row.domain}`, doc: 'Name that DNS was asked' },
    { name: 'first_read_utc', value: (row) => row.since, doc: 'First time that it was read so' },
    { name: 'last_read_utc', value: (row) => row.until, doc: 'Last time that it was read so' },
    {
      name: 'state',
      value: (row) => row.state,
      doc: 'found, none, several (RFC 9989 then applies no policy), failed (DNS has never answered)',
    },
    { name: 'record', value: (row) => row.record, doc: 'Text of the record; empty unless found' },
    { name: 'policy', value: (row) => row.policy, doc: 'What it asks for; empty unless found' },
    { name: 'domain_unicode', value: (row) => unicodeName(row.domain), doc: 'The domain, U-label' },
  ],
  async function* (viewer, filter, now) {
    yield await dnsHistory(viewer, filter, now);
  },
);
