import type { ClassifiedSource } from './classified-sources.ts';
import { addUp, type Tally } from './metrics.ts';
import type { LabelInForce } from './source-labels.ts';

/** By what a list of sources can be grouped. */
export const GROUPINGS = ['service', 'ip', 'ptr', 'network', 'country'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** The parts of a list of sources. */
export const SOURCE_TABS = ['all', 'review', 'yours', 'forwarders', 'unknown', 'spoof'] as const;
export type SourceTab = (typeof SOURCE_TABS)[number];

/** Sources that belong together, with their sums. */
export type SourceGroup = Tally & {
  key: string;
  /** Null where nothing is known to call them by. */
  name: string | null;
  sender: ClassifiedSource['sender'];
  /** Of most messages first. */
  sources: ClassifiedSource[];
  /** How many classes they have. */
  classes: number;
  /** What a person said of all of them alike. */
  said: LabelInForce | null;
  addresses: number;
  domains: string[];
  countries: string[];
  firstDay: string;
  lastDay: string;
};

/** Addresses that can be answered for by hand; nobody knows more of them by sight. */
export const MOST_ADDRESSES = 100;

/** Groups sources, those with most messages first. */
export function groupSources(
  sources: readonly ClassifiedSource[],
  grouping: Grouping,
): SourceGroup[] {
  const groups = Map.groupBy(sources, (source) => nameOf(source, grouping) ?? '');
  const rows = [...groups].map(([key, members]) => toGroup(key, members));
  return rows.toSorted((a, b) => b.messages - a.messages);
}

const DAY = 24 * 3600 * 1000;
/** How long "decide later" takes a source off the list. */
const LATER = 14 * DAY;

/** Whether a source belongs into a part of the list. `review`: it waits for somebody's word. */
export function isInTab({ verdict, label }: ClassifiedSource, tab: SourceTab, now: Date): boolean {
  switch (tab) {
    case 'all':
      return true;
    case 'review': {
      if (verdict.rule === 1) return false;
      if (label && now.getTime() - label.at.getTime() < LATER) return false;
      return verdict.candidate || ['misconfigured', 'unknown', 'spoof'].includes(verdict.class);
    }
    case 'yours':
      return verdict.class === 'own' || verdict.class === 'approved';
    case 'forwarders':
      return verdict.class === 'forwarder';
    case 'unknown':
      return verdict.class === 'unknown' || verdict.class === 'misconfigured';
    case 'spoof':
      return verdict.class === 'spoof' || verdict.class === 'not-mine';
  }
}

/** What a source is called under a grouping; the names of hosts count only when confirmed. */
function nameOf(source: ClassifiedSource, grouping: Grouping): string | null {
  switch (grouping) {
    case 'service':
      return source.sender?.name ?? source.ptrBase;
    case 'ip':
      return source.ip;
    case 'ptr':
      return source.ptrBase;
    case 'network':
      return source.asn === null ? null : `AS${source.asn}`;
    case 'country':
      return source.country;
  }
}

function toGroup(key: string, sources: ClassifiedSource[]): SourceGroup {
  const days = sources.flatMap(({ firstDay, lastDay }) => [firstDay, lastDay]).toSorted();
  const [first] = sources;
  const isOne = sources.every(({ sender }) => sender?.name === first?.sender?.name);
  return {
    ...addUp(sources),
    key,
    name: key === '' ? null : key,
    sender: isOne ? (first?.sender ?? null) : null,
    sources,
    classes: new Set(sources.map(({ verdict }) => `${verdict.class} ${verdict.candidate}`)).size,
    said: sources.every(({ label }) => label?.label === first?.label?.label)
      ? (first?.label ?? null)
      : null,
    addresses: distinct(sources.map(({ ip }) => ip)).length,
    domains: distinct(sources.map(({ domain }) => domain)),
    countries: distinct(sources.map(({ country }) => country)),
    firstDay: days[0] ?? '',
    lastDay: days.at(-1) ?? '',
  };
}

function distinct(words: readonly (string | null)[]): string[] {
  return [...new Set(words.flatMap((word) => word ?? []))];
}
