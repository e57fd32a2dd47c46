import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import ipaddr from 'ipaddr.js';

/** Who announces an address in routing. */
export type Network = { asn: number; asName: string };

/** Sorted lines `first,last,number,name` (by DB-IP and Route Views, CC BY 4.0, inside the npm package). */
const FOLDER = 'node_modules/@ip-location-db/asn';
/** Longer than any line. */
const LINE = 1024;

/**
 * The network of an address; null for what nobody announces. The file is searched where it lies:
 * two dozen small reads an address, and nothing of it stays in memory.
 */
export function networkOf(ip: string): Network | null {
  const address = ipaddr.parse(ip);
  const file = `asn-${address.kind()}-num.csv`;
  const wanted = address.toByteArray().reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  const fd = openSync(join(process.cwd(), FOLDER, file), 'r');
  try {
    const found = lastBefore(fd, wanted);
    return found && wanted <= found.last ? { asn: found.asn, asName: found.asName } : null;
  } finally {
    closeSync(fd);
  }
}

type Row = Network & { first: bigint; last: bigint; at: number };

/** The last line that begins at or before an address. */
function lastBefore(fd: number, wanted: bigint): Row | null {
  let found: Row | null = null;
  let low = 0;
  let high = fstatSync(fd).size;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const row = lineFrom(fd, middle);
    if (row && row.first <= wanted) {
      found = row;
      low = row.at + 1;
    } else {
      high = middle;
    }
  }
  return found;
}

/** The first whole line that begins at an offset or after it. */
function lineFrom(fd: number, offset: number): Row | null {
  const buffer = Buffer.alloc(2 * LINE);
  const from = Math.max(0, offset - 1);
  const text = buffer.toString('utf8', 0, readSync(fd, buffer, 0, buffer.length, from));
  const start = offset === 0 ? 0 : text.indexOf('\n') + 1;
  if (offset > 0 && start === 0) return null;
  const [, first, last, asn, asName] = ROW.exec(text.slice(start)) ?? [];
  if (!first || !last || !asn || asName === undefined) return null;
  const at = from + Buffer.byteLength(text.slice(0, start));
  return {
    first: BigInt(first),
    last: BigInt(last),
    asn: Number(asn),
    asName: unquoted(asName),
    at,
  };
}

const ROW = /^(\d+),(\d+),(\d+),("(?:[^"]|"")*"|[^\r\n]*)/;

function unquoted(cell: string) {
  return cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
}
