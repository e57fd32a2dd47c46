import type { ReportProblem } from './problem.ts';

const MIB = 2 ** 20;

/**
 * How much of a stranger's mail is read: every bound of the reading core, its default, and the
 * environment variable that moves it up or down. RFC 9990's Security Considerations warn that the decompressor and the
 * XML parser of a report consumer are targets; the largest honest report known has 3.6 MB and
 * 3,555 records, so each default leaves an order of magnitude to spare.
 */
export const LIMITS = {
  mailBytes: bound('MAX_MAIL_BYTES', 25 * MIB, 'The mail is larger than', 'MiB'),
  mimeParts: bound('MAX_MIME_PARTS', 1000, 'The mail has more MIME parts than'),
  reportParts: bound('MAX_REPORT_PARTS', 10, 'The mail carries more reports than'),
  mailDepth: bound('MAX_MAIL_DEPTH', 4, 'Mails are wrapped in mails deeper than'),
  archiveEntries: bound('MAX_ARCHIVE_ENTRIES', 10, 'The archive has more entries than'),
  archiveDepth: bound('MAX_ARCHIVE_DEPTH', 3, 'Archives are nested deeper than'),
  unpackedBytes: bound('MAX_UNPACKED_BYTES', 50 * MIB, 'It unpacks to more than', 'MiB'),
  jsonBytes: bound('MAX_JSON_BYTES', 10 * MIB, 'The JSON document is larger than', 'MiB'),
  recoverBytes: bound('MAX_RECOVER_BYTES', 10 * MIB, 'It could only be repaired up to', 'MiB'),
  xmlToken: bound('MAX_XML_TOKEN', 64 * 1024, 'A piece of XML text or markup is longer than'),
  xmlDepth: bound('MAX_XML_DEPTH', 16, 'XML elements are nested deeper than'),
  xmlName: bound('MAX_XML_NAME', 128, 'The name of an XML element is longer than'),
  xmlElements: bound('MAX_XML_ELEMENTS', 300_000, 'A record, or the rest, has more elements than'),
  records: bound('MAX_RECORDS', 250_000, 'The report has more records than'),
  signatures: bound('MAX_SIGNATURES', 100, 'A record has more signatures than'),
  results: bound('MAX_RESULTS', 100_000, 'The report has more different results than'),
  policies: bound('MAX_TLS_POLICIES', 1000, 'The report has more policies than'),
  rangeDays: bound('MAX_RANGE_DAYS', 366, 'The report covers more days than'),
} as const satisfies Record<string, Bound>;

export type LimitName = keyof typeof LIMITS;
export type Limits = Readonly<Record<LimitName, number>>;

export const DEFAULT_LIMITS: Limits = limitsFrom({});

/** The bounds as the environment sets them, by variable name; a variable not given has its default. */
export function limitsFrom(environment: Readonly<Record<string, unknown>>): Limits {
  const limit = ({ variable, fallback }: Bound) => {
    const given = environment[variable];
    return typeof given === 'number' ? given : fallback;
  };
  return {
    mailBytes: limit(LIMITS.mailBytes),
    mimeParts: limit(LIMITS.mimeParts),
    reportParts: limit(LIMITS.reportParts),
    mailDepth: limit(LIMITS.mailDepth),
    archiveEntries: limit(LIMITS.archiveEntries),
    archiveDepth: limit(LIMITS.archiveDepth),
    unpackedBytes: limit(LIMITS.unpackedBytes),
    jsonBytes: limit(LIMITS.jsonBytes),
    recoverBytes: limit(LIMITS.recoverBytes),
    xmlToken: limit(LIMITS.xmlToken),
    xmlDepth: limit(LIMITS.xmlDepth),
    xmlName: limit(LIMITS.xmlName),
    xmlElements: limit(LIMITS.xmlElements),
    records: limit(LIMITS.records),
    signatures: limit(LIMITS.signatures),
    results: limit(LIMITS.results),
    policies: limit(LIMITS.policies),
    rangeDays: limit(LIMITS.rangeDays),
  };
}

/** The refusal of what goes beyond a bound; it names the bound, its size and the variable. */
export function exceeds(name: LimitName, limits: Limits): ReportProblem {
  const { variable, what, unit }: Bound = LIMITS[name];
  const size = limits[name];
  const amount = unit === 'MiB' ? `${size / MIB} MiB` : String(size);
  const text = `${what} ${amount} (${variable}); raise it if you trust the reporter.`;
  return { code: 'report/too-large', text };
}

type Bound = { variable: string; fallback: number; what: string; unit: 'MiB' | null };

function bound(variable: string, fallback: number, what: string, unit: Bound['unit'] = null) {
  return { variable, fallback, what, unit };
}
