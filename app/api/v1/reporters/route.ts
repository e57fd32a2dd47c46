import { api } from '#lib/auth/api-handler';
import { PARAMETERS } from '#lib/auth/parameters';
import { question } from '#lib/auth/question';
import { reporterList } from '#lib/queries/reporter-list';

export const GET = api(question(PARAMETERS.reporters), async ({ viewer, input }) => ({
  rows: await reporterList(viewer, input.filter),
}));
