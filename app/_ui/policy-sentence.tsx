type PolicySentenceProps = {
  domain: string;
  p: string | null;
  sp: string | null;
  testing: boolean;
};

const ASKS = {
  none: 'deliver failing mail as if nothing were wrong, and report it',
  quarantine: 'quarantine failing mail',
  reject: 'reject failing mail',
} as const;

/** What a policy asks of receivers, said in full. */
export function PolicySentence({ domain, p, sp, testing }: PolicySentenceProps) {
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
    </>
  );
}

function asked(policy: string | null) {
  return policy === 'none' || policy === 'quarantine' || policy === 'reject' ? ASKS[policy] : null;
}
