import { api } from '#lib/auth/api-handler';
import { PARAMETERS } from '#lib/auth/parameters';
import { question } from '#lib/auth/question';
import { topSources } from '#lib/queries/top-sources';

export const GET = api(question(PARAMETERS.sources), ({ viewer, input: { filter, limit } }) =>
  topSources(viewer, filter, { limit }),
);
