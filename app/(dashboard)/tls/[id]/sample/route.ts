import { sampleRoute } from '#app/(dashboard)/file-route';
import { tlsReportOriginal } from '#lib/queries/tls-report-detail';

/** The JSON with nobody in it. */
export const GET = sampleRoute({
  find: tlsReportOriginal,
  missing: 'report',
  name: (id) => `sample_${id}.json`,
});
