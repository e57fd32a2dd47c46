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

/** What a person can say of a source. */
export const SOURCE_LABEL_WORDS = {
  yours: 'Yours',
  forwarder: 'Forwarder',
  'not-mine': 'Not mine',
  later: 'Decide later',
} as const;
