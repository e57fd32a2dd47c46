import { constants, crc32, deflateRawSync } from 'node:zlib';
import { aggregateXml, recordXml } from './sample-xml.ts';

const RECORDS = 120_000;
const AT_ONCE = 1000;

/**
 * An honest report of 120,000 records and 50 MB, as the gzip file that a mail would bring; longer than
 * any that is known. It is packed piece by piece, so that its writer never holds it.
 */
export function honestReport(): Buffer {
  const [head = '', tail = ''] = aggregateXml({ records: '\n' }).split('\n');
  const gzip = new GzipWriter();
  gzip.write(head);
  for (let from = 0; from < RECORDS; from += AT_ONCE) {
    gzip.write(Array.from({ length: AT_ONCE }, (_, n) => record(from + n)).join(''));
  }
  gzip.write(tail);
  return gzip.end();
}

/** Records differ in what records of a report differ in: the source, the count, whose mail it was. */
function record(n: number) {
  const sender = `m${n % 300}.example.com`;
  return recordXml({
    sourceIp: n % 8 === 0 ? `2001:db8::${n.toString(16)}` : `198.51.${(n >> 8) % 256}.${n % 256}`,
    count: String((n % 97) + 1),
    identifiers: `<header_from>${sender}</header_from>`,
    results:
      `<dkim><domain>${sender}</domain><selector>s1</selector><result>pass</result></dkim>` +
      `<spf><domain>b${n % 70}.example.net</domain><result>pass</result></spf>`,
  });
}

/** Writes one member of gzip (RFC 1952) in pieces. */
class GzipWriter {
  readonly #packed = [Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3])];
  #checksum = 0;
  #length = 0;

  write(text: string) {
    const bytes = Buffer.from(text);
    this.#packed.push(deflateRawSync(bytes, { finishFlush: constants.Z_FULL_FLUSH }));
    this.#checksum = crc32(bytes, this.#checksum);
    this.#length += bytes.length;
  }

  end(): Buffer {
    const trailer = Buffer.alloc(8);
    trailer.writeUInt32LE(this.#checksum);
    trailer.writeUInt32LE(this.#length, 4);
    return Buffer.concat([...this.#packed, Buffer.from([3, 0]), trailer]);
  }
}
