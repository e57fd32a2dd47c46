import { z } from 'zod';
import { newestToken } from '#lib/jobs/mailbox-config';
import { type SavedSecrets, savedSecrets } from '#lib/jobs/saved-secrets';
import { parseServiceAccount } from '#lib/jobs/service-account';
import { MAILBOX_AUTHS, providerOf, tokenEndpointOf } from '#lib/mail-provider';

const text = z.string().default('');

/** What the form sends besides the fields of a mailbox. */
const sent = z.looseObject({
  name: text,
  known: text,
  preset: text,
  host: text,
  auth: z.enum(MAILBOX_AUTHS).catch('password'),
  tenant: text,
  tokenEndpoint: text,
  scope: text,
  password: text,
  refreshToken: text,
  caPem: text,
  after: text,
  afterFolder: text,
});
type Sent = z.infer<typeof sent>;

/** The fields of a mailbox, from those of its form and what of them is saved already. */
export async function mailboxFields(form: FormData): Promise<Record<string, unknown>> {
  const fields = sent.parse(Object.fromEntries(form));
  const { after, afterFolder, known, name } = fields;
  const saved = known === 'true' ? await savedSecrets(name) : null;
  return {
    ...fields,
    ...loginOf(fields, saved),
    afterSuccess: after === 'move' ? `move:${afterFolder}` : after,
    // A browser sends the lines of a text with CRLF, whatever was pasted.
    caPem: fields.caPem.replaceAll('\r\n', '\n').trim() || null,
  };
}

function loginOf(fields: Sent, saved: SavedSecrets | null) {
  const { auth, host, preset, tenant, password } = fields;
  const provider = providerOf(preset);
  const account = auth === 'service_account' ? parseServiceAccount(password) : null;
  const known = fields.tokenEndpoint || tokenEndpointOf(provider, tenant);
  const tokenEndpoint = auth === 'password' ? null : (account?.tokenEndpoint ?? known);
  // A secret that is left empty is the saved one, which is never sent to the browser. To another
  // server it does not go: whoever names that one must know it.
  const isSame = saved?.auth === auth && saved.host === host;
  const kept = isSame && (saved.tokenEndpoint ?? '') === (tokenEndpoint ?? '') ? saved : null;
  return {
    auth,
    tokenEndpoint,
    scope: auth === 'password' ? null : fields.scope || provider.scopes[auth],
    password: account?.password ?? (password || kept?.password || ''),
    refreshToken: newestToken(fields.refreshToken || (kept?.refreshToken ?? null)),
    ...(account && { clientId: account.clientId }),
    ...(auth === 'password' && { clientId: null, refreshToken: null }),
  };
}
