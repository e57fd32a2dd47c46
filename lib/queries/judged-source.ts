import { type Sql, sql } from '#lib/db/client';
import { organizationalDomain } from '#lib/domain-name';
import { NOT_JUDGED, saidVerdict } from '#lib/source/classify';
import { senderNamed } from '#lib/source/find-sender';
import type { SenderKind } from '#lib/source/sender';
import type { SourceVerdict } from '#lib/source/source-class';
import type { LabelInForce, LabelOf } from './source-labels.ts';
import { NO_ADDRESS } from './source-sums.ts';

/** Whose a source is for one domain, and what is known of it besides. */
export type JudgedSource = {
  domainId: number;
  domain: string;
  /** Null for what reporters wrote that is no address. */
  ip: string | null;
  ptr: string | null;
  /** Whether the name leads back to the address; null until that was asked. */
  ptrConfirmed: boolean | null;
  /** The organisation in the host's confirmed name. */
  ptrBase: string | null;
  country: string | null;
  asn: number | null;
  asName: string | null;
  lookup: 'found' | 'none' | 'failed' | 'skipped' | 'demo' | null;
  sender: KnownSender | null;
  verdict: SourceVerdict;
  label: LabelInForce | null;
};

/** The service, and what tells it: the host's name, its return path or its signature. */
export type KnownSender = {
  name: string;
  kind: SenderKind;
  by: 'ptr' | 'spf' | 'dkim';
  trace: string;
  source: string;
};

/** Who says so: the rule, or the person whose word stands above it. */
export function classifiedBy({ verdict, label }: JudgedSource): string {
  return verdict.rule === 1 && label ? label.actor : `rule ${verdict.rule}`;
}

type Facts = Omit<JudgedSource, 'sender' | 'verdict' | 'label' | 'ptrBase'>;

/** A row that selected `judgedColumns`; the verdict is null where nobody has judged the source. */
export type JudgedRow = Facts & {
  verdict:
    | (SourceVerdict & {
        service: string | null;
        by: KnownSender['by'] | null;
        trace: string | null;
      })
    | null;
};

/**
 * The select list behind a JudgedSource, over `pair` (domain_id and source_ip), its domain `d`, its
 * `source AS s` and its `source_verdict AS v`. Reasons are most of what is told of a source: who lists
 * ten thousand of them goes without.
 */
export function judgedColumns(pair: Sql, { reasons = true }: { reasons?: boolean } = {}): Sql {
  const [because, against] = reasons ? [sql`v.because`, sql`v.against`] : [NONE, NONE];
  return sql`
    ${pair}.domain_id AS "domainId", d.name AS domain,
    CASE WHEN ${pair}.source_ip <> ${NO_ADDRESS} THEN host(${pair}.source_ip) END AS ip,
    s.ptr, s.ptr_confirmed AS "ptrConfirmed", s.country, s.asn, s.as_name AS "asName",
    s.lookup::text AS lookup,
    CASE WHEN v.class IS NOT NULL THEN jsonb_build_object('class', v.class, 'candidate', v.candidate,
      'confidence', v.confidence, 'rule', v.rule, 'because', ${because}, 'against', ${against},
      'service', v.service, 'by', v.traced_by, 'trace', v.trace) END AS verdict`;
}

const NONE: Sql = sql`'[]'::jsonb`;

/** What a person said of a source stands above what was judged. */
export function toJudged({ verdict: judged, ...row }: JudgedRow, labelOf: LabelOf): JudgedSource {
  const { domainId, domain, ip, ptr, ptrConfirmed, country, asn, asName, lookup } = row;
  const facts = { domainId, domain, ip, ptr, ptrConfirmed, country, asn, asName, lookup };
  const sender = senderOf(judged);
  const label = labelOf(domainId, ip, sender?.name ?? null);
  const said = saidVerdict({ ...facts, sender, label: label?.label ?? null });
  const ptrBase = ptr !== null && ptrConfirmed === true ? organizationalDomain(ptr) : null;
  return { ...facts, ptrBase, sender, verdict: said ?? verdictOf(judged), label };
}

function verdictOf(judged: JudgedRow['verdict']): SourceVerdict {
  if (!judged) return NOT_JUDGED;
  const { service: _, by: __, trace: ___, ...verdict } = judged;
  return verdict;
}

/** Null as well for a service that a later version no longer knows. */
function senderOf(judged: JudgedRow['verdict']): KnownSender | null {
  if (!judged?.service || !judged.by || judged.trace === null) return null;
  const found = senderNamed(judged.service);
  if (!found) return null;
  const { name, kind, source } = found;
  return { name, kind, by: judged.by, trace: judged.trace, source };
}
