import { MOST_ADDRESSES, type SourceGroup } from '#lib/queries/source-groups';

/**
 * What can be answered for, as a form names it: a whole service with addresses that it will yet
 * have, or those of an organisation that are seen now. Null for what has no name in common.
 */
export function subjectOf({ name, sender, sources, addresses }: SourceGroup): string | null {
  if (name === null) return null;
  if (sender && name === sender.name) return `service:${name}`;
  const ips = new Set(sources.flatMap(({ ip }) => ip ?? []));
  return ips.size === 0 || addresses > MOST_ADDRESSES ? null : `ip:${[...ips].join(',')}`;
}
