import { sampleRoute } from '#app/(dashboard)/file-route';
import { reportOriginal } from '#lib/queries/report-original';

/** The report file with nobody in it. */
export const GET = sampleRoute({
  find: async (viewer, id) => (await reportOriginal(viewer, id))?.bytes ?? null,
  missing: 'file',
  name: (id) => `sample_${id}.xml`,
});
