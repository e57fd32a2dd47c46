import { api } from '#lib/auth/api-handler';
import { PARAMETERS } from '#lib/auth/parameters';
import { question } from '#lib/auth/question';
import { totals } from '#lib/queries/totals';

export const GET = api(question(PARAMETERS.totals), ({ viewer, input }) =>
  totals(viewer, input.filter),
);
