import { byMethod } from '#lib/api/by-method';
import { openApi } from '#lib/api/openapi';

/** How to ask; it says nothing about what there is to see, so it asks for no token. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = byMethod('GET', async () => {
  described ??= JSON.stringify(openApi());
  const headers = { 'content-type': 'application/json', 'cache-control': 'public, max-age=300' };
  return new Response(described, { headers });
});

/** It is made once, and the same for everybody. */
let described: string | undefined;
