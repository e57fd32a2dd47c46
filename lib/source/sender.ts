/**
 * What a service does with mail. `bulk`, `business`, `helpdesk` and `shop` send for their customers;
 * `mailbox` holds people's mail; `gateway`, `forwarder` and `list` hand on what others wrote;
 * `hosting` rents out addresses.
 */
export const SENDER_KINDS = [
  'bulk',
  'business',
  'helpdesk',
  'shop',
  'mailbox',
  'gateway',
  'forwarder',
  'list',
  'hosting',
] as const;
export type SenderKind = (typeof SENDER_KINDS)[number];

/** A service that sends mail, and the names by which its mail can be told. */
export type Sender = {
  name: string;
  kind: SenderKind;
  /** Domains it signs with (DKIM d=) where the customer has not set up its own. */
  dkim: readonly string[];
  /** Domains of its return paths. */
  spf: readonly string[];
  /** Ends of the names of its hosts. */
  ptr: readonly string[];
  /** Where the service says so itself. */
  source: string;
};

type Names = {
  /** Both signed with and used in return paths. */
  own?: readonly string[];
  dkim?: readonly string[];
  spf?: readonly string[];
  ptr?: readonly string[];
};

/** One line of a table: most services sign and bounce under the same names. */
export function sender(name: string, kind: SenderKind, names: Names, source: string): Sender {
  const { own = [], dkim = [], spf = [], ptr = [] } = names;
  return { name, kind, dkim: [...own, ...dkim], spf: [...own, ...spf], ptr, source };
}

/** Whether a kind sends its customers' own mail: what fails there is more likely set up wrongly. */
export function sendsForCustomers(kind: SenderKind): boolean {
  return kind === 'bulk' || kind === 'business' || kind === 'helpdesk' || kind === 'shop';
}

/** Whether a kind hands on mail that others wrote. */
export function handsOn(kind: SenderKind): boolean {
  return kind === 'mailbox' || kind === 'gateway' || kind === 'forwarder' || kind === 'list';
}
