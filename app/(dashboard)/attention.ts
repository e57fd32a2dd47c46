import { type Filter, filterToSearch } from '#lib/filter/filter';
import { formatAgo } from '#lib/format/date';
import { formatCount, formatPercent } from '#lib/format/number';
import type { DomainRow } from '#lib/queries/domain-list';
import type { ReporterRow } from '#lib/queries/reporter-list';
import type { SourceRow } from '#lib/queries/source-row';

export type Severity = 'bad' | 'warn' | 'ready';

export type AttentionItem = {
  severity: Severity;
  title: string;
  detail: string;
  href: string;
  verb: string;
};

export type AttentionFacts = {
  domains: readonly DomainRow[];
  /** Those with most failures first. */
  sources: readonly SourceRow[];
  reporters: readonly ReporterRow[];
  quarantined: number;
  filter: Filter;
  now: Date;
};

/** Fewer messages than that prove nothing (PRODUCT 3.0, Numbers). */
const FEWEST = 30;
const DAY = 24 * 3600 * 1000;

/** Severity first, then the order of the lists, which is by volume. */
export function attentionOf(facts: AttentionFacts): AttentionItem[] {
  return [
    ...facts.sources.flatMap((source) => failingSource(source, facts.filter)),
    ...unreadMails(facts.quarantined),
    ...facts.domains.flatMap((domain) => silentDomain(domain, facts.now)),
    ...facts.reporters.flatMap((reporter) => silentReporter(reporter, facts)),
    ...facts.domains.flatMap(readyToTighten),
  ];
}

function failingSource(
  { ip, ptr, failed, messages, domains, identities }: SourceRow,
  filter: Filter,
) {
  if (ip === null || failed < FEWEST || failed / messages < 0.05) return [];
  const names = [...new Set([...identities.dkim, ...identities.spf])].slice(0, 2);
  const as = names.length > 0 ? `authenticates as ${names.join(', ')}` : 'nothing authenticates';
  return [
    {
      severity: 'bad' as const,
      title: `${ptr ?? ip} fails for ${domains[0] ?? 'your domain'}`,
      detail: `${formatCount(failed)} of ${formatCount(messages)} messages fail; ${as}`,
      href: `/ips/${encodeURIComponent(ip)}${filterToSearch({ ...filter, cursor: null })}`,
      verb: 'Why?',
    },
  ];
}

function unreadMails(quarantined: number) {
  if (quarantined === 0) return [];
  const mails = quarantined === 1 ? 'One mail' : `${formatCount(quarantined)} mails`;
  return [
    {
      severity: 'warn' as const,
      title: `${mails} could not be read`,
      detail: 'kept in quarantine until you retry or ignore them',
      href: '/ingest',
      verb: 'Review',
    },
  ];
}

function silentDomain({ unicode, name, attention, lastReportAt }: DomainRow, now: Date) {
  if (attention !== 'silent' || lastReportAt === null) return [];
  return [
    {
      severity: 'warn' as const,
      title: `No report about ${unicode} for a week`,
      detail: `the last one came ${formatAgo(lastReportAt, now)}`,
      href: `/domains/${name}`,
      verb: 'Look',
    },
  ];
}

/** A reporter that wrote on most days and has stopped (M15, in its simple form). */
function silentReporter(
  { name, lastEnd, daysReported, reports }: ReporterRow,
  facts: AttentionFacts,
) {
  const silence = facts.now.getTime() - lastEnd.getTime();
  if (daysReported < 14 || silence < 4 * DAY) return [];
  const reporters = { not: false, values: [name] };
  return [
    {
      severity: 'warn' as const,
      title: `${name} has stopped reporting`,
      detail: `${formatCount(reports)} reports on ${daysReported} days, none since ${formatAgo(lastEnd, facts.now)}`,
      href: `/reports${filterToSearch(facts.filter, { reporters })}`,
      verb: 'Reports',
    },
  ];
}

function readyToTighten({ name, unicode, policy, messages, passed }: DomainRow) {
  if (policy?.p !== 'none' || messages < FEWEST || passed / messages < 0.98) return [];
  return [
    {
      severity: 'ready' as const,
      title: `${unicode} looks ready for p=quarantine`,
      detail: `${formatPercent(passed, messages)} of ${formatCount(messages)} messages pass, and the policy still asks for nothing`,
      href: `/domains/${name}`,
      verb: 'Look',
    },
  ];
}
