import type { Filter } from './filter.ts';

/** `example.com`, `2-domains`, `group-shops` or `all-domains`, for the name of a file. */
export function scopeName({ domains, group }: Filter): string {
  const [first] = domains;
  if (first && domains.length === 1) return first;
  if (group !== null)
    return ['group', ...(group.toLowerCase().match(/[a-z0-9]+/g) ?? [])].join('-');
  return `${domains.length || 'all'}-domains`;
}
