import { z } from 'zod';

const key = z.object({
  client_email: z.string().min(1),
  private_key: z.string().min(1),
  token_uri: z.url(),
});

type ServiceAccount = { clientId: string; password: string; tokenEndpoint: string };

/**
 * What the key of a service account says, as Google writes it: a JSON file with a private key in it.
 * Null where the text is none; nothing of it is quoted anywhere.
 */
export function parseServiceAccount(text: string): ServiceAccount | null {
  const parsed = key.safeParse(fromJson(text));
  if (!parsed.success) return null;
  const { client_email: clientId, private_key: password, token_uri: tokenEndpoint } = parsed.data;
  return { clientId, password, tokenEndpoint };
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
