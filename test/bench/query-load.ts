import { Client } from 'pg';

/** What is in the database, to be found again by every question that sums. */
export type QueryLoad = { records: number; reports: number; messages: number };

const DOMAINS = 300;
const SOURCES = 40_000;
const AUTH_SETS = 2000;
const DAYS = 365;
const RECORDS_PER_REPORT = 10;

/**
 * Fills an empty, migrated database with records as receivers would send them in a year: 300 domains
 * of which the first has 12 % of all and the others fall off as 1/n, 40,000 sources that do as well,
 * ten reporters, ten records a report. A source shows few sets of results for a domain, as senders do;
 * one in thirty records comes with a receiver's reason. Written in SQL, since only the questions are measured; the
 * dice are a hash, so that a size always gives the same rows. The last day is yesterday.
 */
export async function writeQueryLoad(url: string, records: number): Promise<QueryLoad> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const reports = records / RECORDS_PER_REPORT;
    await client.query(DICE);
    await client.query('SET synchronous_commit = off');
    await client.query('SELECT setval(pg_get_serial_sequence($1, $2), $3)', [
      'report',
      'id',
      reports,
    ]);
    await client.query(DICTIONARIES, [DOMAINS, SOURCES, AUTH_SETS]);
    await client.query(MONTHS, [DAYS]);
    await client.query(REPORTS, [reports, DOMAINS, DAYS]);
    await client.query(RECORDS, [RECORDS_PER_REPORT, SOURCES, AUTH_SETS]);
    await client.query(ROLL_UP);
    await client.query(SUMS_OF_REPORTS);
    await client.query(ROLL_UP_OF_REPORTS);
    await client.query(MONTHS_TO_SUM);
    for (const table of [
      'record',
      'report',
      'daily',
      'daily_report',
      'domain',
      'reporter',
      'auth_set',
      'source',
    ]) {
      await client.query(`VACUUM (ANALYZE) ${table}`);
    }
    const { rows } = await client.query<QueryLoad>(
      `SELECT count(*)::int AS records, count(DISTINCT report_id)::int AS reports,
              sum(count)::float8 AS messages FROM record`,
    );
    const [load] = rows;
    if (load?.records !== records) throw new Error(`${load?.records} records were written.`);
    return load;
  } finally {
    await client.end();
  }
}

/** A throw from 0 to 1 for the n-th thing, and which of `many` it falls on when the first are likelier. */
const DICE = `
  CREATE FUNCTION dice(n BIGINT, salt INT) RETURNS FLOAT8 LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT (hashint8extended(n, salt) & 1073741823) / 1073741824.0 $$;
  CREATE FUNCTION falling(throw FLOAT8, many INT) RETURNS INT LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT least(many, floor(exp(throw * ln(many + 1)))::INT) $$;`;

const DICTIONARIES = `
  WITH d AS (INSERT INTO domain (name, org_domain)
    SELECT 'd' || n || '.example', 'd' || n || '.example' FROM generate_series(1, $1::int) AS n),
  r AS (INSERT INTO reporter (name, name_key)
    SELECT 'reporter' || n || '.example', 'reporter' || n || '.example' FROM generate_series(1, 10) AS n),
  s AS (INSERT INTO source (ip) SELECT CASE WHEN n % 8 = 0
      THEN '2001:db8::'::inet + n ELSE '198.18.0.0'::inet + n END FROM generate_series(1, $2::int) AS n)
  INSERT INTO auth_set (digest, dkim, spf)
  SELECT decode(md5(n::text), 'hex'),
    jsonb_build_array(jsonb_build_object('domain', 'd' || n % 300 + 1 || '.example', 'selector', 's' || n % 7,
      'result', CASE WHEN n % 10 < 9 THEN 'pass' ELSE 'fail' END, 'raw', NULL, 'human', NULL)),
    jsonb_build_array(jsonb_build_object('domain', 'bounce' || n % 50 || '.example', 'scope', 'mfrom',
      'result', CASE WHEN n % 3 < 2 THEN 'pass' ELSE 'softfail' END, 'raw', NULL, 'human', NULL))
  FROM generate_series(1, $3::int) AS n`;

const MONTHS = `
  SELECT ensure_record_month(month::date)
  FROM generate_series(CURRENT_DATE - $1::int - 31, CURRENT_DATE, '1 month') AS month`;

const REPORTS = `
  INSERT INTO report (id, domain_id, reporter_id, identity, content_hash, counted, org_name, report_id,
    begin_at, end_at, received_at, dialect, policy_p, spread, errors, original_bytes, original_sha256,
    record_count, message_count, pass_count)
  SELECT n, domain, reporter, int8send(n), int8send(n), true, 'reporter' || reporter || '.example',
    n || '@reporter' || reporter || '.example', day::timestamp AT TIME ZONE 'UTC',
    (day + 1)::timestamp AT TIME ZONE 'UTC' - INTERVAL '1 second',
    (day + 1)::timestamp AT TIME ZONE 'UTC' + INTERVAL '3 hours', 'rfc7489',
    (ARRAY['none', 'quarantine', 'reject'])[domain % 3 + 1], false, '{}', 2000, int8send(n), 0, 0, 0
  FROM (
    SELECT n, CASE WHEN dice(n, 1) < 0.12 THEN 1 ELSE 1 + falling(dice(n, 2), $2::int - 1) END AS domain,
      1 + (dice(n, 3) * 10)::int % 10 AS reporter,
      CURRENT_DATE - 1 - (dice(n, 4) * $3::int)::int % $3::int AS day
    FROM generate_series(1, $1::bigint) AS n) AS report`;

const RECORDS = `
  INSERT INTO record (report_id, day, record_no, domain_id, reporter_id, auth_set_id, source_ip, count,
    outcome, disposition, dkim_aligned, spf_aligned, requested, inconsistent, header_from,
    envelope_from, reasons)
  SELECT p.id, (p.begin_at AT TIME ZONE 'UTC')::date, no, p.domain_id, p.reporter_id,
    1 + ((dice(p.domain_id::bigint * 1000000 + source, 5) * $3::int)::int + falling(dice(key, 5), 4)) % $3::int,
    CASE WHEN source % 8 = 0 THEN '2001:db8::'::inet + source ELSE '198.18.0.0'::inet + source END,
    falling(dice(key, 6), 500), outcome::outcome,
    (CASE outcome WHEN 'quarantined' THEN 'quarantine' WHEN 'rejected' THEN 'reject' ELSE 'none' END)::disposition,
    outcome = 'passed' AND dice(key, 7) < 0.9, outcome = 'passed' AND dice(key, 7) > 0.4,
    p.policy_p::requested_policy, false, 'd' || p.domain_id || '.example',
    'bounce' || source % 50 || '.example',
    CASE WHEN key % 30 = 0 THEN '[{"type": "forwarded", "comment": null}]'::jsonb END
  FROM report AS p
  CROSS JOIN generate_series(1, $1::int) AS no
  CROSS JOIN LATERAL (SELECT p.id * $1::int + no AS key) AS k
  CROSS JOIN LATERAL (SELECT falling(dice(key, 8), $2::int) AS source,
    CASE WHEN dice(key, 9) < 0.9 THEN 'passed' WHEN p.policy_p = 'reject' THEN 'rejected'
      WHEN p.policy_p = 'quarantine' THEN 'quarantined' ELSE 'delivered' END AS outcome) AS o`;

const ROLL_UP = `
  INSERT INTO daily SELECT domain_id, day, outcome, disposition, dkim_aligned, spf_aligned,
    sum(count), count(*) FROM record GROUP BY 1, 2, 3, 4, 5, 6`;

const ROLL_UP_OF_REPORTS = `
  INSERT INTO daily_report SELECT domain_id, (begin_at AT TIME ZONE 'UTC')::date, reporter_id,
    'p=' || policy_p, count(*), sum(message_count), sum(pass_count) FROM report GROUP BY 1, 2, 3, 4`;

/** What `sumSources` is asked for by: an import notes the same. */
const MONTHS_TO_SUM = `
  INSERT INTO changed_month (domain_id, month)
  SELECT DISTINCT domain_id, date_trunc('month', day::timestamp)::date FROM daily`;

const SUMS_OF_REPORTS = `
  UPDATE report SET record_count = sums.records, message_count = sums.messages, pass_count = sums.passed
  FROM (SELECT report_id, count(*) AS records, sum(count) AS messages,
      coalesce(sum(count) FILTER (WHERE outcome = 'passed'), 0) AS passed
    FROM record GROUP BY 1) AS sums
  WHERE sums.report_id = report.id`;
