import ipaddr from 'ipaddr.js';
import { err, ok, type Result } from '#lib/result';

/** What an evaluation ends with where a term matches (RFC 7208 §4.6.2). */
export type Qualifier = '+' | '-' | '~' | '?';

/** A block of addresses that passes, and the include that names it; null for the record itself. */
export type SpfRange = { block: string; via: string | null };

/** A mechanism of a record; `text` is how it stands there. */
export type SpfTerm = { qualifier: Qualifier; text: string } & (
  | { kind: 'all' }
  | { kind: 'ip'; range: string }
  /** `target` is null for the domain itself; `macro` where only a mail says which domain is meant. */
  | { kind: 'a' | 'mx'; target: string | null; macro: boolean; bits4: number; bits6: number }
  | { kind: 'include'; target: string; macro: boolean }
  /** What only the address of a mail decides: no list of addresses can stand for it. */
  | { kind: 'exists' | 'ptr' }
);

export type SpfRecord = { terms: SpfTerm[]; redirect: { target: string; macro: boolean } | null };

/** The SPF records among the TXT records of a name (RFC 7208 §4.5); there should be one. */
export function spfRecordsIn(texts: readonly string[]): string[] {
  return texts.filter((text) => /^v=spf1(?: |$)/i.test(text));
}

/** Reads a record by the grammar of RFC 7208 §12; the error is the term that does not fit it. */
export function parseSpf(record: string): Result<SpfRecord, string> {
  const terms: SpfTerm[] = [];
  let redirect: SpfRecord['redirect'] = null;
  let explained = false;
  for (const text of record.slice('v=spf1'.length).split(' ').filter(Boolean)) {
    const modifier = /^([a-z][\w.-]*)=(.*)$/is.exec(text);
    const name = modifier?.[1]?.toLowerCase();
    if (name === 'redirect') {
      // §6: each of the two at most once.
      const target = targetOf(modifier?.[2] ?? '');
      if (redirect !== null || target === null) return err(text);
      redirect = target;
    } else if (name === 'exp') {
      if (explained) return err(text);
      explained = true;
    } else if (!modifier) {
      const term = readMechanism(text);
      if (term === null) return err(text);
      terms.push(term);
    }
  }
  return ok({ terms, redirect });
}

function readMechanism(text: string): SpfTerm | null {
  const found = /^([+\-~?]?)(all|include|a|mx|ptr|ip4|ip6|exists)(?=[:/]|$)(.*)$/is.exec(text);
  if (!found) return null;
  const [, sign, name = '', rest = ''] = found;
  const head = { qualifier: qualifierOf(sign), text };
  const kind = name.toLowerCase();
  switch (kind) {
    case 'all':
      return rest === '' ? { ...head, kind } : null;
    case 'ip4':
    case 'ip6': {
      const range = rangeOf(rest.slice(1), kind);
      return rest.startsWith(':') && range !== null ? { ...head, kind: 'ip', range } : null;
    }
    case 'include': {
      const target = rest.startsWith(':') ? targetOf(rest.slice(1)) : null;
      return target && { ...head, kind, ...target };
    }
    case 'exists':
      return /^:./.test(rest) ? { ...head, kind } : null;
    case 'ptr':
      return rest === '' || /^:./.test(rest) ? { ...head, kind } : null;
    default:
      return readHosts(kind === 'a' ? 'a' : 'mx', rest, head);
  }
}

/** `a`, `a:example.com`, `a/24`, `a:example.com/24//64` (§5.3, §5.4). */
function readHosts(
  kind: 'a' | 'mx',
  rest: string,
  head: { qualifier: Qualifier; text: string },
): SpfTerm | null {
  const found = /^(?::([^/]+))?(?:\/(\d{1,2}))?(?:\/\/(\d{1,3}))?$/.exec(rest);
  if (!found) return null;
  const [, name, four = '32', six = '128'] = found;
  const target = name === undefined ? { target: null, macro: false } : targetOf(name);
  const [bits4, bits6] = [Number(four), Number(six)];
  if (target === null || bits4 > 32 || bits6 > 128) return null;
  return { ...head, kind, ...target, bits4, bits6 };
}

function rangeOf(text: string, kind: 'ip4' | 'ip6'): string | null {
  const [address = '', bits, ...more] = text.split('/');
  const most = kind === 'ip4' ? 32 : 128;
  const isAddress =
    kind === 'ip4' ? ipaddr.IPv4.isValidFourPartDecimal(address) : ipaddr.IPv6.isValid(address);
  if (!isAddress || address.includes('%') || more.length > 0) return null;
  if (bits !== undefined && (!/^\d{1,3}$/.test(bits) || Number(bits) > most)) return null;
  return `${address}/${bits ?? most}`;
}

/** A domain, or a macro that stands for one (§7). */
function targetOf(text: string): { target: string; macro: boolean } | null {
  if (text.includes('%')) return { target: text, macro: true };
  const name = text.replace(/\.$/, '').toLowerCase();
  return /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)+$/.test(name) && name.length <= 253
    ? { target: name, macro: false }
    : null;
}

function qualifierOf(sign: string | undefined): Qualifier {
  return sign === '-' || sign === '~' || sign === '?' ? sign : '+';
}
