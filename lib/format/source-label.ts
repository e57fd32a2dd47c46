/** What a service does, in words for a person (lib/source/sender.ts). */
export const KIND_LABELS = {
  bulk: 'bulk mail',
  business: 'business software',
  helpdesk: 'help desk',
  shop: 'shop software',
  mailbox: 'mailbox provider',
  gateway: 'mail gateway',
  forwarder: 'forwarding service',
  list: 'mailing lists',
  hosting: 'hosting',
} as const;

/** Whose a source is (PRODUCT 3.1, Classes): word, sign, and one sentence for its first use. */
export const CLASS_LABELS = {
  own: {
    text: 'Yours',
    icon: 'check',
    explain: 'A server of yours: your own SPF record and its name say so.',
  },
  approved: {
    text: 'Approved',
    icon: 'check-check',
    explain: 'A service that sends for you, as somebody here has said.',
  },
  forwarder: {
    text: 'Forwarder',
    icon: 'corner-down-right',
    explain: 'It hands on mail that you had sent to somebody.',
  },
  misconfigured: {
    text: 'Set up wrongly',
    icon: 'warning',
    explain: 'Probably yours, and not yet able to send as you.',
  },
  unknown: {
    text: 'Unknown',
    icon: 'circle-help',
    explain: 'What it shows does not say whose it is.',
  },
  spoof: {
    text: 'Suspected spoof',
    icon: 'x',
    explain: 'Nothing of yours authenticates there, and more speaks against it.',
  },
  'not-mine': {
    text: 'Not yours',
    icon: 'ban',
    explain: 'Somebody here has said that it is not yours.',
  },
} as const;

/** It looks like a service of the owner's, who has not said so yet. */
export const CANDIDATE_LABEL = {
  text: 'Probably yours',
  icon: 'circle-help',
  explain: 'It can send as you, and nobody here has said yet that it may.',
} as const;

/** What a person can say of a source. */
export const SOURCE_LABEL_WORDS = {
  yours: 'Yours',
  forwarder: 'Forwarder',
  'not-mine': 'Not mine',
  later: 'Decide later',
} as const;
