import { api } from '#lib/auth/api-handler';
import { PARAMETERS } from '#lib/auth/parameters';
import { question } from '#lib/auth/question';
import { reportList } from '#lib/queries/report-list';

export const GET = api(question(PARAMETERS.reports), ({ viewer, input: { filter, limit } }) =>
  reportList(viewer, filter, { limit }),
);
