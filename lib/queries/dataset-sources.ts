import { sql } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import { type Column, dataset } from './dataset.ts';
import { classifiedBy, type JudgedSource } from './judged-source.ts';
import { type TallyRow, tally } from './metrics.ts';
import { wordList } from './multi-value.ts';
import { CLASS_DOC, classWord, sourceClasses } from './source-classes.ts';
import { streamRows } from './stream-rows.ts';
import { TALLY_COLUMNS } from './tally-columns.ts';
import { unicodeName } from './unicode-name.ts';
import { scopeOf, whereRecord } from './where.ts';

type Row = TallyRow & {
  ip: string | null;
  ptr: string | null;
  ptrConfirmed: boolean | null;
  asn: number | null;
  asName: string | null;
  country: string | null;
  domains: string[];
  reporters: number;
  firstDay: string;
  lastDay: string;
  /** Whose it is for each of `domains`, in their order; null where nobody judged it. */
  whose: (JudgedSource | null)[];
};

/** The dataset `sources`: one line per source address. */
export const SOURCES = dataset<Row>(
  1,
  [
    { name: 'schema_version', value: () => 1, doc: 'Version of these columns' },
    { name: 'source_ip', value: (row) => row.ip, doc: 'Empty for what is no address' },
    { name: 'source_ptr', value: (row) => row.ptr, doc: 'Its name in DNS' },
    { name: 'source_ptr_confirmed', value: (row) => row.ptrConfirmed, doc: 'It leads back' },
    { name: 'source_asn', value: (row) => row.asn, doc: 'Autonomous system' },
    { name: 'source_as_name', value: (row) => row.asName, doc: 'Its name' },
    { name: 'source_country', value: (row) => row.country, doc: 'Where it is registered' },
    ...TALLY_COLUMNS,
    { name: 'domains', value: (row) => wordList(row.domains), doc: 'Policy domains it sent as' },
    { name: 'reporters', value: (row) => row.reporters, doc: 'Reporters that saw it' },
    { name: 'first_date_utc', value: (row) => row.firstDay, doc: 'First day in the period' },
    { name: 'last_date_utc', value: (row) => row.lastDay, doc: 'Last day in the period' },
    { name: 'source_name', value: (row) => senderOf(row)?.name ?? null, doc: 'Sending service' },
    { name: 'source_kind', value: (row) => senderOf(row)?.kind ?? null, doc: 'Kind of service' },
    perDomain('source_class', classWord, CLASS_DOC),
    perDomain('source_class_confidence', ({ verdict }) => verdict.confidence, 'How sure that is'),
    perDomain('source_class_by', classifiedBy, 'A person, or the rule'),
    perDomain('source_label', ({ label }) => label?.label, 'What a person said'),
    perDomain('source_label_note', ({ label }) => label?.note, 'In their words'),
    perDomain('source_owner', ({ label }) => label?.owner, 'Who is responsible for it'),
    perDomain('source_label_at_utc', ({ label }) => label?.at.toISOString(), 'When it was said'),
    {
      name: 'domains_unicode',
      value: (row) => wordList(row.domains.map(unicodeName)),
      doc: 'The domains, U-labels, in their order',
    },
  ],
  listSources,
);

/** What differs by domain: one word where all agree, else one for each of `domains`, in their order. */
function perDomain(
  name: string,
  word: (source: JudgedSource) => string | null | undefined,
  doc: string,
): Column<Row> {
  const value = ({ whose }: Row) => {
    const words = whose.map((source) => (source && word(source)) ?? null);
    const [first = null] = words;
    return words.every((one) => one === first) ? first : wordList(words);
  };
  return { name, value, doc: `${doc}; where domains differ, in their order` };
}

function senderOf({ whose }: Row) {
  return whose.find((source) => source?.sender)?.sender ?? null;
}

async function* listSources(
  viewer: Viewer,
  filter: Filter,
  now: Date,
  gone?: AbortSignal,
): AsyncGenerator<Row[]> {
  for await (const rows of streamSources(viewer, filter, now, gone)) {
    const named = rows.flatMap(({ ip, domains }) =>
      domains.map((domain) => ({ domain, source: ip })),
    );
    const classes = await sourceClasses(viewer, named);
    yield rows.map((row) => ({
      ...row,
      whose: row.domains.map((domain) => classes(domain, row.ip)),
    }));
  }
}

async function* streamSources(
  viewer: Viewer,
  filter: Filter,
  now: Date,
  gone?: AbortSignal,
): AsyncGenerator<Omit<Row, 'whose'>[]> {
  const scope = await scopeOf(viewer, filter);
  yield* streamRows<Omit<Row, 'whose'>>(
    sql`
    SELECT host(i.source_ip) AS ip, s.ptr, s.ptr_confirmed AS "ptrConfirmed", s.asn,
      s.as_name AS "asName", s.country, i.*,
      ARRAY(SELECT name FROM domain WHERE id = ANY(i.domain_ids) ORDER BY name) AS domains
    FROM (
      SELECT r.source_ip, ${tally(sql`r.count`)}, array_agg(DISTINCT r.domain_id) AS domain_ids,
        count(DISTINCT r.reporter_id)::int AS reporters,
        to_char(min(r.day), 'YYYY-MM-DD') AS "firstDay", to_char(max(r.day), 'YYYY-MM-DD') AS "lastDay"
      FROM record AS r WHERE ${whereRecord(scope, filter, resolvePeriod(filter.period, now))}
      GROUP BY r.source_ip
    ) AS i LEFT JOIN source AS s ON s.ip = i.source_ip
    ORDER BY i.source_ip NULLS FIRST`,
    gone,
  );
}
