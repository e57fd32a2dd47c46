import { REPORTS } from '#lib/api/endpoints-reports';
import { serve } from '#lib/api/serve';
import { toObject } from '#lib/queries/dataset';
import { diagnosedList } from '#lib/queries/diagnosed-records';
import { RECORD_COLUMNS } from '#lib/queries/record-columns';

/** The lines of the export `records`, by the same names, page by page. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  REPORTS.records,
  async ({ viewer, input: { filter, limit } }) => {
    const { rows, next } = await diagnosedList(viewer, filter, { limit });
    return { rows: rows.map((row) => toObject(RECORD_COLUMNS, row)), next };
  },
);
