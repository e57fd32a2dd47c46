import { sampleRoute } from '#app/(dashboard)/file-route';
import { tlsReportOriginal } from '#lib/queries/tls-report-detail';

/** The JSON with nobody in it. */
export const GET = sampleRoute({
  find: tlsReportOriginal,
  missing: 'There is no such report, or not all of it is yours to see.',
  name: (id) => `sample_${id}.json`,
});
