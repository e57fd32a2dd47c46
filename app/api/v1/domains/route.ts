import { api } from '#lib/auth/api-handler';
import { PARAMETERS } from '#lib/auth/parameters';
import { question } from '#lib/auth/question';
import { domainOverview } from '#lib/queries/domain-list';

export const GET = api(question(PARAMETERS.domains), async ({ viewer, input }) => ({
  rows: await domainOverview(viewer, input.filter),
}));
