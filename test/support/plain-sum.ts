import type { Filter } from '#lib/filter/filter';

type Rows = { rows: { messages: number; passed: number; records: number }[] };
type Query = (text: string, values: unknown[]) => Promise<Rows>;

/** What a filter means, as whoever reads the raw records would count it. */
export type PlainSum = { messages: number; passed: number; records: number };

/**
 * Written by hand over `record`, without a line of lib/queries: what pages, routes and files are held
 * against. `today` is the UTC day that moving periods end on.
 */
export async function plainSum(query: Query, filter: Filter, today: string): Promise<PlainSum> {
  const values: unknown[] = [];
  const value = (one: unknown) => `$${values.push(one)}`;
  const among = (column: string, list: readonly string[], not = false) => {
    if (list.length === 0) return 'true';
    return `${not ? 'NOT ' : ''}coalesce(${column} = ANY(${value(list)}::text[]), false)`;
  };
  const conditions = [
    days(filter, value, today),
    among('d.name', filter.domains),
    among('r.outcome::text', filter.outcomes.values, filter.outcomes.not),
    among('r.disposition::text', filter.disposition.values, filter.disposition.not),
    among('p.verdict::text', filter.verdicts.values, filter.verdicts.not),
    among('o.name', filter.reporters.values, filter.reporters.not),
    among('r.header_from', filter.headerFrom.values, filter.headerFrom.not),
    filter.ip === null ? 'true' : `r.source_ip <<= ${value(filter.ip)}::inet`,
    // Demo domains count only where no real one is asked about (PRODUCT 3.2).
    `d.is_demo = NOT EXISTS (SELECT FROM domain AS d WHERE NOT d.is_demo
       AND ${among('d.name', filter.domains)})`,
  ];
  const { rows } = await query(
    `SELECT coalesce(sum(r.count), 0)::float8 AS messages, count(*)::float8 AS records,
       coalesce(sum(r.count) FILTER (WHERE r.dkim_aligned OR r.spf_aligned), 0)::float8 AS passed
     FROM record r JOIN domain d ON d.id = r.domain_id JOIN reporter o ON o.id = r.reporter_id
     JOIN report p ON p.id = r.report_id
     WHERE ${conditions.join(' AND ')}`,
    values,
  );
  return rows[0] ?? { messages: Number.NaN, passed: Number.NaN, records: Number.NaN };
}

function days({ period }: Filter, value: (one: unknown) => string, today: string): string {
  if (period.kind === 'fixed') {
    return `r.day BETWEEN ${value(period.from)}::date AND ${value(period.to)}::date`;
  }
  const end = `${value(today)}::date`;
  const start = {
    '7d': `${end} - 6`,
    '30d': `${end} - 29`,
    '90d': `${end} - 89`,
    '12m': `(${end} - INTERVAL '1 year')::date + 1`,
    mtd: `date_trunc('month', ${end}::timestamp)::date`,
  }[period.range];
  return `r.day BETWEEN ${start} AND ${end}`;
}
