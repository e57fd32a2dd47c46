/** Whether this browser can make and use passkeys as they come in JSON (WebAuthn, level 3). */
export function knowsPasskeys(): boolean {
  return (
    typeof PublicKeyCredential === 'function' &&
    'parseCreationOptionsFromJSON' in PublicKeyCredential
  );
}

/** Has the browser make a passkey; null when the person would not, or it cannot. */
export async function createPasskey(options: string): Promise<string | null> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(JSON.parse(options));
  return await asked(() => navigator.credentials.create({ publicKey }));
}

/** Has the browser sign with a passkey; null when the person would not, or has none. */
export async function signWithPasskey(options: string): Promise<string | null> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(JSON.parse(options));
  return await asked(() => navigator.credentials.get({ publicKey }));
}

async function asked(ask: () => Promise<Credential | null>) {
  try {
    const credential = await ask();
    return credential instanceof PublicKeyCredential ? JSON.stringify(credential.toJSON()) : null;
  } catch (error) {
    // NotAllowedError: the person said no, or waited too long. The others are the browser's to tell.
    if (error instanceof DOMException) return null;
    throw error;
  }
}
