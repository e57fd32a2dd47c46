import { cache } from 'react';
import type { Filter } from '#lib/filter/filter';
import type { Viewer } from '#lib/filter/viewer';
import { tlsReportList } from '#lib/queries/tls-report-list';

/** Asked by two panels, answered once. */
export const askTlsReports = cache((viewer: Viewer, filter: Filter, now: Date) =>
  tlsReportList(viewer, filter, { now }),
);
