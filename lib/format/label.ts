/**
 * The words and lucide icons of closed vocabularies, so that a state is never colour alone (PRODUCT
 * 3.0, Palette). `explain` is one sentence for the first use of a word.
 */
export const OUTCOME_LABELS = {
  passed: label('Passed', 'check', 'DKIM or SPF passed and is aligned with the From domain.'),
  overridden: label(
    'Failed, overridden',
    'corner-down-right',
    'Failed DMARC, and the receiver delivered it against your policy, giving a reason.',
  ),
  quarantined: label(
    'Failed, quarantined',
    'inbox',
    'Failed DMARC and was put in the spam folder.',
  ),
  rejected: label('Failed, rejected', 'ban', 'Failed DMARC and was refused.'),
  delivered: label('Failed, delivered', 'x', 'Failed DMARC and was delivered all the same.'),
} as const;

export const DISPOSITION_LABELS = {
  none: label('Delivered', 'mail-check', 'The receiver took no action against the message.'),
  pass: label('Delivered', 'mail-check', 'The message passed under an enforcing policy.'),
  quarantine: label('Quarantined', 'inbox', 'The receiver treated the message as suspicious.'),
  reject: label('Rejected', 'ban', 'The receiver refused the message.'),
  other: label('Other', 'circle-help', 'The receiver used a word that no standard knows.'),
} as const;

/** Override reasons (RFC 9990 §3.1.6; `forwarded` and `sampled_out` are RFC 7489's). */
export const REASON_LABELS = {
  local_policy: label(
    'Local policy',
    'building',
    'The receiver has a rule of its own for this mail.',
  ),
  mailing_list: label('Mailing list', 'list', 'The receiver took the mail for a list’s.'),
  trusted_forwarder: label('Trusted forwarder', 'forward', 'It came by a forwarder they trust.'),
  policy_test_mode: label('Test mode', 'flask-conical', 'Your record says t=y: do one step less.'),
  forwarded: label('Forwarded', 'forward', 'The receiver took the mail for forwarded.'),
  sampled_out: label('Sampled out', 'percent', 'Your record’s pct left this message out.'),
  other: label('Other', 'circle-help', 'A reason that no standard names.'),
} as const;

/** Results of DKIM and SPF checks (RFC 8601 §2.7). */
export const RESULT_LABELS = {
  pass: label('pass', 'check', 'The check passed.'),
  fail: label('fail', 'x', 'The check failed.'),
  softfail: label('softfail', 'x', 'The sender is probably not authorised (~all).'),
  neutral: label('neutral', 'minus', 'The domain makes no statement about the sender.'),
  none: label('none', 'minus', 'There was nothing to check.'),
  policy: label('policy', 'x', 'A local rule did not accept the signature.'),
  temperror: label(
    'temperror',
    'circle-help',
    'DNS failed while checking; a second try might pass.',
  ),
  permerror: label('permerror', 'x', 'What DNS publishes cannot be evaluated.'),
  unknown: label('unknown', 'circle-help', 'A result that no standard names.'),
} as const;

/** How sure we are who sent a report (RFC 9990 §7: reports may be forged in large volume). */
export const VERDICT_LABELS = {
  verified: label(
    'Verified',
    'check',
    'The mail passes DMARC, and its domain is one that this reporter signs with.',
  ),
  authenticated: label(
    'Signer unknown',
    'circle-help',
    'The mail passes DMARC, but nothing ties its domain to the reporter that it names.',
  ),
  unverified: label('Unverified', 'warning', 'Nothing in the mail proves who sent it.'),
  failed: label(
    'Failed',
    'x',
    'The mail fails DMARC, and the domain it claims to come from asks to reject such mail.',
  ),
  'not-checked': label(
    'Not checked',
    'minus',
    'It came as a file, DNS was away, or checking is switched off.',
  ),
} as const;

type Label<Icon extends string> = { text: string; icon: Icon; explain: string };

function label<const Icon extends string>(text: string, icon: Icon, explain: string): Label<Icon> {
  return { text, icon, explain };
}
