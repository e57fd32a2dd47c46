import { sampleRoute } from '#app/(dashboard)/file-route';
import { quarantineRaw } from '#lib/queries/quarantine-item';

/** The mail with the same faults and nobody in it. */
export const GET = sampleRoute({
  find: quarantineRaw,
  missing: 'mail',
  name: (id, isMail) => `sample-${Number(id)}.${isMail ? 'eml' : 'bin'}`,
});
