/** Writes one element of BER (X.690 §8.1): its tag, its length, its content. */
export function ber(tag: number, ...content: (Uint8Array | string)[]): Buffer {
  const bytes = Buffer.concat(content.map((part) => Buffer.from(part)));
  const length = Buffer.alloc(5);
  length.writeUInt8(0x84);
  length.writeUInt32BE(bytes.length, 1);
  const short = Buffer.from([bytes.length]);
  return Buffer.concat([Buffer.from([tag]), bytes.length < 128 ? short : length, bytes]);
}

/** The same with the indefinite length of a writer that streams. */
export function endless(tag: number, ...content: (Uint8Array | string)[]): Buffer {
  return Buffer.concat([
    Buffer.from([tag, 0x80]),
    ...content.map((part) => Buffer.from(part)),
    Buffer.alloc(2),
  ]);
}

const DATA = Buffer.from('06092a864886f70d010701', 'hex');
const SIGNED_DATA = Buffer.from('06092a864886f70d010702', 'hex');

/** A SignedData (RFC 5652 §5.1) around an encapsulated content, signed by nobody. */
export function signedData(...encapsulated: Uint8Array[]): Buffer {
  const certificates = ber(0xa0, 'certificates');
  const content = ber(0x30, DATA, ...encapsulated);
  const signed = ber(0x30, ber(2, '\u0001'), ber(0x31), content, certificates, ber(0x31));
  return ber(0x30, SIGNED_DATA, ber(0xa0, signed));
}
