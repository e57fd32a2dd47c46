import type { AggregateRecord, DkimAuth, OverrideReason, SpfAuth } from './aggregate-schema.ts';
import type { Deviations } from './deviation.ts';
import { LIMITS, type Limits } from './limits.ts';
import { Repeated } from './repeated.ts';
import { canonicalIp } from './source-ip.ts';
import { LENGTHS, statedDomain, statedText } from './text.ts';
import { authResultOf, dispositionOf, OVERRIDE_TYPES } from './vocabulary.ts';
import type { XmlElement } from './xml-element.ts';

type PolicyEvaluated = AggregateRecord['row']['policyEvaluated'];
type Identifiers = AggregateRecord['identifiers'];
type AuthResults = AggregateRecord['authResults'];

/** Reads the records of one report (RFC 9990, element `record`). Equal parts of them are shared. */
export class RecordReader {
  readonly #deviations: Deviations;
  readonly #policyEvaluated: Repeated<PolicyEvaluated>;
  readonly #identifiers = new Repeated(readIdentifiers);
  readonly #authResults: Repeated<AuthResults>;
  #results = 0;

  constructor(deviations: Deviations, limits: Limits) {
    this.#deviations = deviations;
    this.#policyEvaluated = new Repeated((element, noted) => {
      const evaluated = readPolicyEvaluated(element, noted);
      this.#results += evaluated.reasons.length;
      return evaluated;
    });
    this.#authResults = new Repeated((element, noted) => {
      const { dkim, spf } = readAuthResults(element, noted, limits);
      this.#results += dkim.length + spf.length;
      return { dkim, spf };
    });
  }

  /** How many results and reasons were read that differ from each other; each is held. */
  get results(): number {
    return this.#results;
  }

  /**
   * One record. Null, and noted, for a row that counts nothing or names no source: one such row among
   * thousands must not cost the others.
   */
  read(element: XmlElement): AggregateRecord | null {
    const row = element.child('row');
    const count = readCount(row, this.#deviations);
    if (count === null) return null;
    const sourceIp = readSourceIp(row, count, this.#deviations);
    if (sourceIp === null) return null;
    const evaluated = row?.child('policy_evaluated') ?? null;
    const policyEvaluated = this.#policyEvaluated.read(evaluated, this.#deviations);
    const identifiers = element.child('identifiers', 'identities');
    return {
      row: { sourceIp, count, policyEvaluated },
      identifiers: this.#identifiers.read(identifiers, this.#deviations),
      authResults: this.#authResults.read(element.child('auth_results'), this.#deviations),
    };
  }
}

const MOST_MESSAGES = 1_000_000_000;

function readCount(row: XmlElement | null, deviations: Deviations) {
  const text = row?.textOf('count') ?? '';
  const count = /^\d{1,12}(\.0*)?$/.test(text) ? Number(text) : null;
  if (count !== null && count <= MOST_MESSAGES) return count;
  deviations.note('row-without-count', text);
  return null;
}

/**
 * wp.pl and o2.pl send an empty shell of a record with count 0, GoDaddy a row without a source. A
 * source that is no address is kept as it was written: its messages were sent all the same.
 */
function readSourceIp(row: XmlElement | null, count: number, deviations: Deviations) {
  const text = statedText(row, 'source_ip', LENGTHS.name, deviations) ?? '';
  if (text === '') {
    deviations.note('row-without-source', `${count} messages`);
    return null;
  }
  const address = canonicalIp(text);
  if (address === null) deviations.note('source-not-an-ip', text);
  return address ?? text;
}

function readPolicyEvaluated(element: XmlElement | null, deviations: Deviations): PolicyEvaluated {
  const stated = (name: string) => statedText(element, name, LENGTHS.name, deviations);
  const dispositionRaw = stated('disposition') ?? '';
  const disposition = dispositionOf(dispositionRaw);
  if (disposition === 'other') deviations.note('disposition-word', dispositionRaw);
  const dkimRaw = stated('dkim');
  const spfRaw = stated('spf');
  return {
    disposition,
    dispositionRaw,
    dkim: verdictOf(dkimRaw, 'dkim', deviations),
    dkimRaw,
    spf: verdictOf(spfRaw, 'spf', deviations),
    spfRaw,
    reasons: readReasons(element, deviations),
  };
}

/** Only "pass" passes; globetax writes "none", uniqa.cz "softfail". Silence is not a verdict. */
function verdictOf(word: string | null, name: string, deviations: Deviations) {
  if (word === null) return null;
  const spelt = word.toLowerCase();
  if (spelt !== 'pass' && spelt !== 'fail') deviations.note('verdict-word', `${name}: ${word}`);
  return spelt === 'pass' ? 'pass' : 'fail';
}

const MOST_REASONS = 20;

/** KDDI writes an empty reason, which is none; rspamd the bare word instead of a type element. */
function readReasons(element: XmlElement | null, deviations: Deviations): OverrideReason[] {
  const reasons: OverrideReason[] = [];
  for (const child of element?.children ?? []) {
    if (child.name !== 'reason' || reasons.length === MOST_REASONS) continue;
    const type = statedText(child, 'type', LENGTHS.name, deviations) ?? child.text;
    const comment = statedText(child, 'comment', LENGTHS.text, deviations);
    if (type || comment) reasons.push({ type: overrideTypeOf(type, deviations), comment });
    else deviations.note('empty-reason', '');
  }
  return reasons;
}

function overrideTypeOf(word: string, deviations: Deviations) {
  const spelt = word.toLowerCase().slice(0, LENGTHS.name);
  const known = OVERRIDE_TYPES.find((type) => type === spelt);
  if (!known) deviations.note('reason-word', word);
  return known ?? spelt;
}

function readIdentifiers(element: XmlElement | null, deviations: Deviations): Identifiers {
  if (element?.name === 'identities') deviations.note('identities', 'for identifiers');
  return {
    headerFrom: statedDomain(element, 'header_from', deviations) ?? '',
    envelopeFrom: statedDomain(element, 'envelope_from', deviations),
    envelopeTo: statedDomain(element, 'envelope_to', deviations),
  };
}

function readAuthResults(
  element: XmlElement | null,
  deviations: Deviations,
  limits: Limits,
): AuthResults {
  return {
    dkim: readDkim(element, deviations, limits),
    spf: readSpf(element, deviations, limits),
  };
}

function readDkim(results: XmlElement | null, deviations: Deviations, limits: Limits): DkimAuth[] {
  return elementsOf(results, 'dkim', deviations, limits).map((element) => ({
    domain: statedDomain(element, 'domain', deviations) ?? '',
    selector: statedText(element, 'selector', LENGTHS.name, deviations),
    ...readResult(element, deviations),
  }));
}

function readSpf(results: XmlElement | null, deviations: Deviations, limits: Limits): SpfAuth[] {
  return elementsOf(results, 'spf', deviations, limits).map((element) => ({
    domain: statedDomain(element, 'domain', deviations) ?? '',
    scope: statedText(element, 'scope', LENGTHS.name, deviations),
    ...readResult(element, deviations),
  }));
}

/** RFC 9990 asks for at most 100 signatures; gosecure pads with pairs of empty elements. */
function elementsOf(
  results: XmlElement | null,
  name: 'dkim' | 'spf',
  deviations: Deviations,
  limits: Limits,
) {
  const all = results?.children.filter((child) => child.name === name) ?? [];
  const stated = all.filter((child) => child.textOf('domain') || child.textOf('result'));
  if (stated.length < all.length) deviations.note('empty-auth-result', name);
  if (stated.length > limits.signatures) {
    const most = `more than ${limits.signatures} (${LIMITS.signatures.variable})`;
    deviations.note('too-many-auth-results', `${name}: ${most}`);
  }
  return stated.slice(0, limits.signatures);
}

function readResult(element: XmlElement, deviations: Deviations) {
  const resultRaw = statedText(element, 'result', LENGTHS.name, deviations) ?? '';
  const result = authResultOf(resultRaw);
  if (result !== resultRaw) deviations.note('result-word', `${element.name}: ${resultRaw}`);
  const humanResult = statedText(element, 'human_result', LENGTHS.text, deviations);
  return { result, resultRaw, humanResult };
}
