/**
 * How groups are told apart. In a file of its own since browsers ask it, too: what reads a form probes
 * for `eval` as it is loaded, which the content security policy reports.
 */
export function groupKey(name: string): string {
  return name.trim().normalize('NFC').toLowerCase();
}
