import type { Sender } from './sender.ts';
import { BULK } from './senders-bulk.ts';
import { BUSINESS } from './senders-business.ts';
import { EXAMPLES } from './senders-example.ts';
import { FORWARDER } from './senders-forwarder.ts';
import { GATEWAY } from './senders-gateway.ts';
import { HELPDESK } from './senders-helpdesk.ts';
import { HOSTING } from './senders-hosting.ts';
import { LIST } from './senders-list.ts';
import { MAILBOX } from './senders-mailbox.ts';
import { SHOP } from './senders-shop.ts';

/**
 * Who sends mail for others, by the names that the services state themselves. One file a kind; a
 * line is added with the page that says so. A name that fits several lines belongs to the longest.
 */
export const SENDERS: readonly Sender[] = [
  ...BULK,
  ...BUSINESS,
  ...HELPDESK,
  ...SHOP,
  ...MAILBOX,
  ...GATEWAY,
  ...FORWARDER,
  ...LIST,
  ...HOSTING,
  ...EXAMPLES,
];
