import type {
  AggregateRecord,
  OverrideReason,
  PolicyPublished,
} from '#lib/report/aggregate-schema';
import type { Disposition } from '#lib/report/vocabulary';
import type { Reporter } from './reporters.ts';
import type { Excuse, Seen, Variant } from './sender.ts';

/** The record a receiver writes about what it saw: aligned or not, and what it did therefore. */
export function recordOf(
  { sourceIp, count, variant }: Seen,
  policy: PolicyPublished,
  reporter: Reporter,
): AggregateRecord {
  const modern = reporter.dialect === 'rfc9990';
  const dkim = verdict(
    variant.signatures.some(
      (signature) =>
        signature.result === 'pass' && isAligned(signature.domain, variant, policy.adkim),
    ),
  );
  const spf = verdict(
    variant.spf === 'pass' && isAligned(variant.envelopeFrom, variant, policy.aspf),
  );
  const passed = dkim === 'pass' || spf === 'pass';
  const { disposition, reasons } = passed
    ? { disposition: deliveredAs(modern, policy), reasons: [] }
    : judge(variant, policy, reporter);
  return {
    row: {
      sourceIp,
      count,
      policyEvaluated: {
        disposition,
        dispositionRaw: disposition,
        dkim,
        dkimRaw: dkim,
        spf,
        spfRaw: spf,
        reasons,
      },
    },
    identifiers: {
      headerFrom: variant.headerFrom,
      envelopeFrom: modern || reporter.envelopeTo ? variant.envelopeFrom : null,
      envelopeTo: reporter.envelopeTo,
    },
    authResults: {
      dkim: variant.signatures.map(({ domain, selector, result }) => ({
        domain,
        selector,
        result,
        resultRaw: result,
        humanResult: result === 'fail' && modern ? 'body hash did not verify' : null,
      })),
      spf: [
        {
          domain: variant.envelopeFrom,
          scope: modern || reporter.envelopeTo ? 'mfrom' : null,
          result: variant.spf,
          resultRaw: variant.spf,
          humanResult: null,
        },
      ],
    },
  };
}

/** RFC 9990 §3.1.5: `pass` is mail that passed while the policy asks for more than watching. */
function deliveredAs(modern: boolean, policy: PolicyPublished): Disposition {
  return modern && policy.p !== 'none' ? 'pass' : 'none';
}

type Judgement = { disposition: Disposition; reasons: OverrideReason[] };

function judge(variant: Variant, policy: PolicyPublished, reporter: Reporter) {
  const asked = policy.p === 'reject' || policy.p === 'quarantine' ? policy.p : 'none';
  if (asked === 'none') return { disposition: 'none', reasons: [] } satisfies Judgement;
  const excuse = variant.excuses?.find((given) => reporter.forgives.includes(given));
  if (excuse) return { disposition: 'none', reasons: [reasonOf(excuse)] } satisfies Judgement;
  if (asked === 'reject' && reporter.strictest === 'quarantine') {
    const comment = 'held for the recipient to decide';
    const reasons = [{ type: 'local_policy', comment }];
    return { disposition: 'quarantine', reasons } satisfies Judgement;
  }
  return { disposition: asked, reasons: [] } satisfies Judgement;
}

function reasonOf(excuse: Excuse): OverrideReason {
  switch (excuse) {
    case 'arc':
      return { type: 'local_policy', comment: 'arc=pass' };
    case 'list':
      return { type: 'mailing_list', comment: null };
    case 'forwarder':
      return { type: 'trusted_forwarder', comment: 'known to forward for our users' };
  }
}

/** Enough of alignment for the cast: every Organizational Domain of it has two labels. */
function isAligned(domain: string, { headerFrom }: { headerFrom: string }, mode: string | null) {
  if (mode === 's') return domain === headerFrom;
  return organisation(domain) === organisation(headerFrom);
}

function organisation(domain: string) {
  return domain.split('.').slice(-2).join('.');
}

function verdict(passed: boolean) {
  return passed ? 'pass' : 'fail';
}
