import { api } from '#lib/auth/api-handler';
import { PARAMETERS } from '#lib/auth/parameters';
import { question } from '#lib/auth/question';
import { reporterTable } from '#lib/queries/reporter-table';

export const GET = api(question(PARAMETERS.reporters), async ({ viewer, input }) => ({
  rows: (await reporterTable(viewer, input.filter)).rows,
}));
