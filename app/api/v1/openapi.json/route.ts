import { openApi } from '#lib/auth/openapi';

/** How to ask; it says nothing about what there is to see, so it asks for no token. */
export function GET(): Response {
  return Response.json(openApi());
}
