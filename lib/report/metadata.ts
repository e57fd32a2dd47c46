import { err, ok, type Result } from '#lib/result';
import type { AggregateReport } from './aggregate-schema.ts';
import type { Deviations } from './deviation.ts';
import type { ReportProblem } from './problem.ts';
import { clipText, LENGTHS, statedText } from './text.ts';
import type { XmlElement } from './xml-element.ts';

type Metadata = AggregateReport['metadata'];
type DateRange = Metadata['dateRange'];

/** Who reports, under which id, for which period (RFC 9990, element `report_metadata`). Only the period is required. */
export function readMetadata(
  root: XmlElement,
  deviations: Deviations,
): Result<Metadata, ReportProblem> {
  const element = root.child('report_metadata');
  if (!element) return invalid('There is no report_metadata.');
  const dateRange = readDateRange(element, deviations);
  if (!dateRange.ok) return dateRange;

  const stated = (name: string, length: number) => statedText(element, name, length, deviations);
  const orgName = stated('org_name', LENGTHS.name);
  const reportId = stated('report_id', LENGTHS.name);
  if (!orgName) deviations.note('org-name-missing', '');
  if (!reportId) deviations.note('report-id-missing', '');
  return ok({
    orgName: orgName ?? '',
    ...readEmail(stated('email', LENGTHS.address)),
    extraContactInfo: stated('extra_contact_info', LENGTHS.text),
    reportId: reportId ?? '',
    dateRange: dateRange.value,
    errors: readErrors(element, deviations),
    generator: stated('generator', LENGTHS.name),
  });
}

/** Receivers tell the domain owner of faults in the record here; more than a few repeat themselves. */
const MOST_ERRORS = 20;

function readErrors(element: XmlElement, deviations: Deviations) {
  return element.children
    .filter((child) => child.name === 'error')
    .slice(0, MOST_ERRORS)
    .map((child) => clipText(child.text, 'error', LENGTHS.text, deviations));
}

/** GoDaddy writes the address as `<a@example.com>`. */
function readEmail(text: string | null) {
  const address = text?.replace(/^<(.*)>$/, '$1') ?? null;
  return text === null || address === text
    ? { email: address }
    : { email: address, emailRaw: text };
}

function readDateRange(
  element: XmlElement,
  deviations: Deviations,
): Result<DateRange, ReportProblem> {
  const range = element.child('date_range', 'data_range');
  if (range?.name === 'data_range') deviations.note('data-range', 'for date_range');
  const begin = readInstant(range, 'begin', deviations);
  const end = readInstant(range, 'end', deviations);
  if (begin === null) return invalid('date_range has no begin that is a time.');
  if (end === null) return invalid('date_range has no end that is a time.');
  return ok(orderedRange(begin, end, deviations));
}

const MILLISECONDS_FROM = 100_000_000_000;

/** Seconds since 1970. Netease wrote decimals; milliseconds and ISO 8601 are converted and noted. */
function readInstant(range: XmlElement | null, name: string, deviations: Deviations) {
  const text = range?.textOf(name) ?? '';
  if (/^\d{1,15}(\.\d*)?$/.test(text)) {
    const seconds = Math.trunc(Number(text));
    if (text.includes('.')) deviations.note('decimal-time', `${name}: ${text}`);
    if (seconds < MILLISECONDS_FROM) return seconds;
    deviations.note('milliseconds', `${name}: ${text}`);
    return Math.trunc(seconds / 1000);
  }
  if (!/^\d{4}-\d\d-\d\d([T ][\d:.]+(Z|[+-]\d\d:?\d\d)?)?$/.test(text)) return null;
  deviations.note('iso-time', `${name}: ${text}`);
  const zoned = /(Z|[+-]\d\d:?\d\d)$/.test(text.slice(10)) || text.length === 10;
  const milliseconds = Date.parse(zoned ? text : `${text}Z`);
  return Number.isNaN(milliseconds) ? null : Math.trunc(milliseconds / 1000);
}

/** The ends in their order; whether the period can be true is for `plausible-period.ts` to say. */
function orderedRange(begin: number, end: number, deviations: Deviations): DateRange {
  if (end >= begin) return { begin, end };
  deviations.note('period-reversed', `${begin} to ${end}`);
  return { begin: end, end: begin };
}

function invalid(text: string): Result<never, ReportProblem> {
  return err({ code: 'report/invalid', text });
}
