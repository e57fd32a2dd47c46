import { api } from '#lib/auth/api-handler';
import { PARAMETERS } from '#lib/auth/parameters';
import { question } from '#lib/auth/question';
import { toObject } from '#lib/queries/dataset';
import { RECORD_COLUMNS } from '#lib/queries/record-columns';
import { recordList } from '#lib/queries/records';

/** The lines of the export `records`, by the same names, page by page. */
export const GET = api(question(PARAMETERS.records), async ({ viewer, input }) => {
  const { rows, next } = await recordList(viewer, input.filter, { limit: input.limit });
  return { rows: rows.map((row) => toObject(RECORD_COLUMNS, row)), next };
});
