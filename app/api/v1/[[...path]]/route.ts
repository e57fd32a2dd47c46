import { problemResponse } from '#lib/auth/problem';
import { AppError } from '#lib/errors';

/** Whatever is no endpoint: a problem as any other, where Next would show a page. */
function notThere(): Response {
  const detail = 'There is no such endpoint; /api/v1/openapi.json lists those there are.';
  return problemResponse(new AppError('request/not-found', { detail }));
}

export {
  notThere as DELETE,
  notThere as GET,
  notThere as HEAD,
  notThere as OPTIONS,
  notThere as PATCH,
  notThere as POST,
  notThere as PUT,
};
