import { unicodeDomain } from '#lib/domain-name';

/** A domain as people write it; nearly all names are written so already. */
export function unicodeName(name: string | null): string | null {
  return name?.includes('xn--') ? unicodeDomain(name) : name;
}
