import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** What a device does wrongly, for once. */
export type Slip = {
  origin?: string;
  site?: string;
  /** Nobody has shown the device a finger or typed a PIN. */
  unverified?: boolean;
  counter?: number;
  /** Signs something else. */
  forged?: boolean;
};

/** A passkey device in software: ES256, no attestation, as browsers hand its answers over. */
export class Authenticator {
  readonly #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  readonly #id = randomBytes(32);
  readonly #home: { origin: string; site: string };
  #counter = 0;

  constructor(home: { origin: string; site: string }) {
    this.#home = home;
  }

  /** Answers `navigator.credentials.create`. */
  create(options: string, slip: Slip = {}): string {
    const { x = '', y = '' } = this.#keys.publicKey.export({ format: 'jwk' });
    const key = map([
      [int(1), int(2)],
      [int(3), int(-7)],
      [int(-1), int(1)],
      [int(-2), bytes(Buffer.from(x, 'base64url'))],
      [int(-3), bytes(Buffer.from(y, 'base64url'))],
    ]);
    const attested = Buffer.concat([Buffer.alloc(16), uint16(this.#id.length), this.#id, key]);
    const authData = Buffer.concat([this.#authData(slip, 0x40), attested]);
    const attestation = map([
      [text('fmt'), text('none')],
      [text('attStmt'), map([])],
      [text('authData'), bytes(authData)],
    ]);
    return this.#credential({
      clientDataJSON: this.#clientData('webauthn.create', options, slip).toString('base64url'),
      attestationObject: attestation.toString('base64url'),
      transports: ['internal'],
    });
  }

  /** Answers `navigator.credentials.get`. */
  get(options: string, slip: Slip = {}): string {
    this.#counter += 1;
    const clientData = this.#clientData('webauthn.get', options, slip);
    const authData = this.#authData(slip, 0);
    const signed = Buffer.concat([authData, createHash('sha256').update(clientData).digest()]);
    const meant = slip.forged ? randomBytes(64) : signed;
    return this.#credential({
      clientDataJSON: clientData.toString('base64url'),
      authenticatorData: authData.toString('base64url'),
      signature: sign('sha256', meant, this.#keys.privateKey).toString('base64url'),
    });
  }

  #credential(response: object) {
    const id = this.#id.toString('base64url');
    const kind = { type: 'public-key', clientExtensionResults: {} };
    return JSON.stringify({ id, rawId: id, ...kind, response });
  }

  #clientData(type: string, options: string, { origin = this.#home.origin }: Slip) {
    const { challenge } = JSON.parse(options);
    return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  }

  /** WebAuthn, 6.1: present, verified, and with `attested` data behind it. */
  #authData(slip: Slip, attested: number) {
    const flags = 0x01 | (slip.unverified ? 0 : 0x04) | attested;
    const site = createHash('sha256')
      .update(slip.site ?? this.#home.site)
      .digest();
    return Buffer.concat([site, Buffer.of(flags), uint32(slip.counter ?? this.#counter)]);
  }
}

// CBOR (RFC 8949), as much of it as a device speaks.

function head(major: number, length: number) {
  const kind = major << 5;
  if (length < 24) return Buffer.of(kind | length);
  if (length < 256) return Buffer.of(kind | 24, length);
  return Buffer.concat([Buffer.of(kind | 25), uint16(length)]);
}

function int(value: number) {
  return value < 0 ? head(1, -1 - value) : head(0, value);
}

function bytes(value: Uint8Array) {
  return Buffer.concat([head(2, value.length), value]);
}

function text(value: string) {
  return Buffer.concat([head(3, value.length), Buffer.from(value)]);
}

function map(entries: readonly (readonly [Buffer, Buffer])[]) {
  return Buffer.concat([head(5, entries.length), ...entries.flat()]);
}

function uint16(value: number) {
  const buffer = Buffer.alloc(2);
  buffer.writeUInt16BE(value);
  return buffer;
}

function uint32(value: number) {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32BE(value);
  return buffer;
}
