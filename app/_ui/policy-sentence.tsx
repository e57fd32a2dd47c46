type PolicySentenceProps = {
  domain: string;
  p: string | null;
  sp: string | null;
  np?: string | null;
  pct?: string | null;
  testing: boolean;
};

const ASKS = {
  none: 'deliver failing mail as if nothing were wrong, and report it',
  quarantine: 'quarantine failing mail',
  reject: 'reject failing mail',
} as const;

/** What a policy asks of receivers, said in full. */
export function PolicySentence({ domain, p, sp, np, pct, testing }: PolicySentenceProps) {
  const own = asked(p);
  if (own === null) {
    return (
      <>
        Reports do not say what <b className="text-ink">{domain}</b> asks of receivers.
      </>
    );
  }
  const below = asked(sp);
  const test = testing
    ? ' The record says t=y, so receivers are asked to do one step less while you test.'
    : '';
  return (
    <>
      Receivers are asked to <b className="text-ink">{own}</b> from {domain}
      {below === null || below === own ? (
        ' and its subdomains'
      ) : (
        <>
          , and to <b className="text-ink">{below}</b> from its subdomains
        </>
      )}
      .{test}
      {share(pct)}
      {unborn(np)}
    </>
  );
}

/** RFC 7489's sampling, which RFC 9989 no longer knows. */
function share(pct: string | null | undefined) {
  if (!pct || !/^[0-9]{1,2}$/.test(pct)) return '';
  return ` With pct=${pct} they are asked so for ${Number(pct)} % of it, and one step less for the rest.`;
}

/** What holds for names that are not in DNS, and what is not known about it. */
function unborn(np: string | null | undefined) {
  const policy = asked(np ?? null);
  if (policy === null) return '';
  return ` For subdomains that do not exist (np) they are asked to ${policy}; no report says which those are, so here every subdomain counts as one that exists.`;
}

function asked(policy: string | null) {
  return policy === 'none' || policy === 'quarantine' || policy === 'reject' ? ASKS[policy] : null;
}
