import { originalRoute } from '#app/(dashboard)/file-route';
import { quarantineRaw } from '#lib/queries/quarantine-item';

/** The mail as it came. */
export const GET = originalRoute({
  find: quarantineRaw,
  missing: 'mail',
  name: (id) => `quarantine-${Number(id)}.eml`,
});
