import { z } from 'zod';

/** Domains as somebody lists them in a field. */
export const namedDomains = z
  .string()
  .max(10_000)
  .default('')
  .transform((text) => text.split(/[\s,;]+/).filter((name) => name !== ''));

/** Groups that are ticked, by name. */
export const tickedGroups = z.array(z.string().max(60)).max(1000);
