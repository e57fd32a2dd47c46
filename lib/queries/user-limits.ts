/** What Prisma selects of an account for `domainIdsOf` and `namesOfLimits`. */
export const LIMITS = {
  limited: true,
  domains: {
    select: { domainId: true, domain: { select: { name: true } } },
    orderBy: { domain: { name: 'asc' } },
  },
  groups: {
    select: { group: { select: { name: true, domains: { select: { domainId: true } } } } },
    orderBy: { group: { nameKey: 'asc' } },
  },
} as const;

type Limits = {
  limited: boolean;
  domains: readonly { domainId: number; domain: { name: string } }[];
  groups: readonly { group: { name: string; domains: readonly { domainId: number }[] } }[];
};

/**
 * The domains that an account may see, by id: those it is limited to, and what its groups hold at this
 * moment. Null for no limit; a limit of which nothing is left shows nothing.
 */
export function domainIdsOf({ limited, domains, groups }: Limits): number[] | null {
  if (!limited) return null;
  const held = groups.flatMap(({ group }) => group.domains);
  return [...new Set([...domains, ...held].map(({ domainId }) => domainId))];
}

/** The same as it was said: domains and groups by name. */
export function namesOfLimits({ limited, domains, groups }: Limits) {
  return {
    limited,
    domains: domains.map(({ domain }) => domain.name),
    groups: groups.map(({ group }) => group.name),
  };
}
