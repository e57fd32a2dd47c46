import { normaliseDomain, organizationalDomain } from '#lib/domain-name';
import { AppError } from '#lib/errors';
import { domainIds } from './dictionary.ts';

/** Domains as a person named them, as A-labels, each once; `request/invalid` names one that is none. */
export function domainNamesOf(names: readonly string[]): string[] {
  return [
    ...new Set(
      names.map((name) => {
        const domain = normaliseDomain(name);
        if (domain) return domain;
        throw new AppError('request/invalid', {
          detail: `${name} is not a domain name.`,
          reason: { why: 'notADomain', values: { name } },
        });
      }),
    ),
  ];
}

/** The ids of domains by name, made where no report has named them yet. */
export async function idsOfDomains(names: readonly string[]): Promise<number[]> {
  const wanted = new Map(
    domainNamesOf(names).map((domain) => [
      domain,
      { orgDomain: organizationalDomain(domain), isDemo: false },
    ]),
  );
  const known = await domainIds(wanted);
  return [...wanted.keys()].flatMap((name) => known.get(name) ?? []);
}
