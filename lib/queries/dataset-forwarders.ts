import { dataset } from './dataset.ts';
import { type Forwarder, forwarding } from './forwarding.ts';
import { allDays } from './judged-span.ts';
import type { TallyRow } from './metrics.ts';
import { wordList } from './multi-value.ts';
import { TALLY_COLUMNS } from './tally-columns.ts';
import { unicodeName } from './unicode-name.ts';

type Row = Forwarder & TallyRow;

/** The dataset `forwarders`: who hands on mail that others wrote in the owner's name. */
export const FORWARDERS = dataset<Row>(
  1,
  [
    { name: 'schema_version', value: () => 1, doc: 'Version of these columns' },
    { name: 'forwarder_name', value: (row) => row.name, doc: 'Service, network or address' },
    { name: 'forwarder_kind', value: (row) => row.kind, doc: 'Kind of service, where it is known' },
    { name: 'source_ips', value: (row) => wordList(row.ips), doc: 'Its addresses' },
    { name: 'domains', value: (row) => wordList(row.domains), doc: 'Policy domains it sent as' },
    ...TALLY_COLUMNS,
    { name: 'confidence', value: (row) => row.confidence, doc: 'How sure the surest address is' },
    {
      name: 'reason_codes',
      value: (row) => wordList(row.because.map(({ code }) => code)),
      doc: 'Why it is thought to forward',
    },
    {
      name: 'arc_trusted',
      value: (row) => row.excuses.arc,
      doc: 'Messages whose receiver trusted an ARC chain',
    },
    {
      name: 'excusing_reporters',
      value: (row) => wordList(row.excuses.reporters),
      doc: 'Reporters that let its failing mail pass',
    },
    {
      name: 'domains_unicode',
      value: (row) => wordList(row.domains.map(unicodeName)),
      doc: 'The domains, U-labels',
    },
  ],
  async function* (viewer, filter, now) {
    const { forwarders } = await forwarding(viewer, filter, now, { daysOf: allDays });
    yield forwarders.map((one) => ({ ...one, ...one.byOutcome }));
  },
);
