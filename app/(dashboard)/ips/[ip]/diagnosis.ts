import type { AuthMatrixRow } from '#lib/queries/auth-matrix';

/** What happened to mail of one identity, in its own values, and what to do about it. */
export type Diagnosis = { short: string; what: string; fix: string | null };

/** Reads one line of the matrix: the reasons of PRODUCT 3.5 that a report alone can show. */
export function diagnose(row: AuthMatrixRow): Diagnosis {
  return row.passed > 0 ? passing(row) : failing(row);
}

function passing({ dkim, spf, headerFrom }: AuthMatrixRow): Diagnosis {
  const signed = dkim.some(passesAligned);
  const sent = spf.some(passesAligned);
  if (signed && sent) {
    return { short: 'passes both ways', what: 'DKIM and SPF both pass as you.', fix: null };
  }
  if (signed) {
    return {
      short: 'DKIM only: survives forwarding',
      what: `The signature of ${headerFrom} passes; SPF does not align, and that is fine.`,
      fix: null,
    };
  }
  return {
    short: 'SPF only: forwarding breaks it',
    what: 'It passes by SPF alone, which is lost as soon as somebody forwards the mail.',
    fix: 'Switch on DKIM signing at this service.',
  };
}

function failing({ dkim, spf, headerFrom }: AuthMatrixRow): Diagnosis {
  const stranger = dkim.find(({ result, aligned }) => result === 'pass' && !aligned);
  const broken = dkim.find(({ aligned }) => aligned);
  const bounce = spf.find(({ result, aligned }) => result === 'pass' && !aligned);
  const own = spf.find(({ aligned }) => aligned);
  if (broken) {
    const named = broken.selector ? `selector ${broken.selector}` : broken.domain;
    return {
      short: 'signature broke on the way',
      what: `The signature of ${broken.domain} (${named}) did not pass: somebody changed the message, or the key in DNS is another one.`,
      fix: 'If this selector passes elsewhere, a list or gateway changed the mail and nothing is to be done. If it fails everywhere, publish its key again.',
    };
  }
  if (stranger) {
    return {
      short: `signed as ${stranger.domain}`,
      what: `The visible From is ${headerFrom}, but the signature says d=${stranger.domain}. DMARC needs the same organisation.`,
      fix: `If this service is yours, authenticate ${headerFrom} there, so that it signs with your domain.`,
    };
  }
  if (bounce) {
    return {
      short: `return path of ${bounce.domain}`,
      what: `SPF passed for ${bounce.domain}, but the visible From is ${headerFrom}, and the mail was not signed as you.`,
      fix: 'If this service is yours, switch on DKIM there, or set a return path below your domain.',
    };
  }
  if (own) {
    return {
      short: 'not in your SPF, not signed',
      what: `This address is not in the SPF record of ${own.domain} (${own.result}), and no signature of yours passed.`,
      fix: 'Add it to SPF only if it is yours; better, sign with DKIM.',
    };
  }
  return {
    short: 'nothing of yours authenticates',
    what: `Nothing that passed belongs to ${headerFrom}.`,
    fix: 'If you do not know this address, leave DNS as it is: the policy is what stops it.',
  };
}

function passesAligned({ result, aligned }: { result: string; aligned: boolean }) {
  return result === 'pass' && aligned;
}
