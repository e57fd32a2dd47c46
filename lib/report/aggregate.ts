import { err, ok, type Result } from '#lib/result';
import { type AggregateRecord, type AggregateReport, aggregateReport } from './aggregate-schema.ts';
import { AGGREGATE_SHAPE } from './aggregate-shape.ts';
import { type Deviation, Deviations } from './deviation.ts';
import { decodeChunks, decodeText, detectEncoding } from './encoding.ts';
import { exceeds, type Limits } from './limits.ts';
import { readMetadata } from './metadata.ts';
import { readPolicyPublished } from './policy.ts';
import type { ReportProblem } from './problem.ts';
import { RecordReader } from './record.ts';
import { repairXml } from './recover.ts';
import { readXml, type XmlRoot } from './xml.ts';

export type ParsedAggregate = {
  report: AggregateReport;
  deviations: Deviation[];
  /** Whether the bytes were well-formed as they came. */
  strictOk: boolean;
};

/**
 * Reads an aggregate report of RFC 9990 or RFC 7489, and of the drafts and dialects that are in use.
 * A report whose domain or period cannot be known is refused; of one that is not well-formed, only
 * the named repairs of `recover.ts` are tried, so that a cut report is never taken for a whole one.
 */
export function parseAggregateReport(
  bytes: Uint8Array,
  limits: Limits,
): Result<ParsedAggregate, ReportProblem> {
  const deviations = new Deviations();
  const encoding = detectEncoding(bytes, deviations);
  const strict = parseText(() => decodeChunks(bytes, encoding), deviations, limits);
  if (strict.ok || strict.error.code === 'report/too-large') return strict;

  if (bytes.length > limits.recoverBytes) {
    const text = `${strict.error.text} ${exceeds('recoverBytes', limits).text}`;
    return err({ ...strict.error, text });
  }
  const repaired = repairXml(decodeText(bytes, encoding), limits);
  if (!repaired) return strict;
  const again = new Deviations();
  detectEncoding(bytes, again);
  for (const repair of repaired.repairs) again.note('recovered', repair);
  const second = parseText(() => [repaired.text], again, limits);
  return second.ok ? ok({ ...second.value, strictOk: false }) : strict;
}

const RFC9990_NAMESPACE = 'urn:ietf:params:xml:ns:dmarc-2.0';

function parseText(
  chunks: () => Iterable<string>,
  deviations: Deviations,
  limits: Limits,
): Result<ParsedAggregate, ReportProblem> {
  const records: AggregateRecord[] = [];
  const reader = new RecordReader(deviations, limits);
  let seen = 0;
  const root = readXml(chunks, AGGREGATE_SHAPE, limits, (element) => {
    seen += 1;
    if (seen > limits.records) return 'records';
    const record = reader.read(element);
    if (record) records.push(record);
    return reader.results > limits.results ? 'results' : null;
  });
  if (!root.ok) return root;
  return assemble(root.value, records, deviations);
}

function assemble(
  { element, namespaces }: XmlRoot,
  records: AggregateRecord[],
  deviations: Deviations,
): Result<ParsedAggregate, ReportProblem> {
  const metadata = readMetadata(element, deviations);
  if (!metadata.ok) return metadata;
  const policyPublished = readPolicyPublished(element, deviations);
  if (!policyPublished.ok) return policyPublished;
  // RFC 7489 wants a record, but receivers without mail send reports too (CWRU, Sigmanet).
  if (records.length === 0) deviations.note('no-records', '');
  for (const record of records) {
    completeHeaderFrom(record, policyPublished.value.domain, deviations);
  }

  const report = aggregateHead.safeParse({
    version: element.textOf('version'),
    dialect: namespaces.includes(RFC9990_NAMESPACE) ? 'rfc9990' : 'rfc7489',
    metadata: metadata.value,
    policyPublished: policyPublished.value,
  });
  if (!report.success) {
    const [issue] = report.error.issues;
    const text = `${issue?.path.join('.')}: ${issue?.message}`;
    return err({ code: 'report/invalid', text });
  }
  return ok({ report: { ...report.data, records }, deviations: deviations.list(), strictOk: true });
}

/**
 * What the schema is asked about. `RecordReader` makes records field by field of the schema's type;
 * asking again for each of a hundred thousand would double the memory and half as much the time.
 */
const aggregateHead = aggregateReport.omit({ records: true });

/** An author domain that was left out can only be the domain the report is about. */
function completeHeaderFrom(record: AggregateRecord, domain: string, deviations: Deviations) {
  if (record.identifiers.headerFrom !== '') return;
  deviations.note('header-from-missing', domain);
  // The identifiers are those of other records too: this one gets its own.
  record.identifiers = { ...record.identifiers, headerFrom: domain };
}
