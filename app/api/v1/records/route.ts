import { api } from '#lib/auth/api-handler';
import { PARAMETERS } from '#lib/auth/parameters';
import { question } from '#lib/auth/question';
import { toObject } from '#lib/queries/dataset';
import { diagnosedList } from '#lib/queries/diagnosed-records';
import { RECORD_COLUMNS } from '#lib/queries/record-columns';

/** The lines of the export `records`, by the same names, page by page. */
export const GET = api(question(PARAMETERS.records), async ({ viewer, input }) => {
  const { rows, next } = await diagnosedList(viewer, input.filter, { limit: input.limit });
  return { rows: rows.map((row) => toObject(RECORD_COLUMNS, row)), next };
});
