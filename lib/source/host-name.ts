const ACCESS_WORD =
  /(^|[.-])(dyn|dynamic|dhcp|pool|dsl|adsl|vdsl|cable|dial|dialup|ppp|pppoe|broadband|fiber|ftth|mobile|lte|client|cust|customer|user|host|static|ip)([.-]|\d|$)/;

/** Whether a host's name looks like an access line's or a rented server's: its address in a name. */
export function looksRented(ptr: string, ip: string): boolean {
  const name = ptr.toLowerCase();
  return ACCESS_WORD.test(name) || holdsAddress(name, ip);
}

function holdsAddress(name: string, ip: string) {
  if (ip.includes(':')) return false;
  const parts = ip.split('.');
  const forms = [parts, parts.toReversed()].flatMap((order) => [order.join('-'), order.join('.')]);
  return forms.some((form) => name.includes(form));
}
