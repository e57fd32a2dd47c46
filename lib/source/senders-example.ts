import { type Sender, sender } from './sender.ts';

/** The services of the demo. Nobody can own a name under .example (RFC 2606), so none is ever met. */
export const EXAMPLES: readonly Sender[] = [
  example('Deskmark', 'mailbox', 'deskmark.example'),
  example('Sendwell', 'bulk', 'sendwell.example'),
  example('Ledgerly', 'business', 'ledgerly.example'),
  example('Mailhorn', 'bulk', 'mailhorn.example'),
  example('Surveyjet', 'bulk', 'surveyjet.example'),
  example('Alumni Post', 'forwarder', 'alumni-post.example'),
  example('Harbour Club lists', 'list', 'lists.harbour-club.example'),
];

function example(name: string, kind: Sender['kind'], domain: string) {
  return sender(
    name,
    kind,
    { own: [domain], ptr: [domain] },
    'https://www.rfc-editor.org/rfc/rfc2606',
  );
}
