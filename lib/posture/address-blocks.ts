import ipaddr from 'ipaddr.js';

/** A block of addresses as numbers. */
export type Block = { width: 32 | 128; first: bigint; bits: number };

/**
 * Takes some blocks out of another: what is left, in as few blocks as say it. Blocks lie within each
 * other or apart, they never cross. Of `192.0.2.0/24` without `192.0.2.0/26`: `…64/26` and `…128/25`.
 */
export function withoutBlocks(block: string, taken: readonly Block[]): string[] {
  return cut(readBlock(block), taken).map(write);
}

function cut(block: Block, holes: readonly Block[]): Block[] {
  const touching = holes.filter((hole) => contains(block, hole) || contains(hole, block));
  if (touching.length === 0) return [block];
  if (touching.some((hole) => contains(hole, block))) return [];
  return halves(block).flatMap((half) => cut(half, touching));
}

function contains(outer: Block, inner: Block) {
  if (outer.width !== inner.width || outer.bits > inner.bits) return false;
  const shift = BigInt(outer.width - outer.bits);
  return outer.first >> shift === inner.first >> shift;
}

function halves({ width, first, bits }: Block): Block[] {
  const middle = first + (1n << BigInt(width - bits - 1));
  return [first, middle].map((start) => ({ width, first: start, bits: bits + 1 }));
}

/** A block as it is written: `192.0.2.0/24`; it starts at its first address. */
export function readBlock(text: string): Block {
  const [address = '', bits = ''] = text.split('/');
  const bytes = ipaddr.parse(address).toByteArray();
  const width = bytes.length === 4 ? 32 : 128;
  const number = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  const shift = BigInt(width - Number(bits));
  return { width, first: (number >> shift) << shift, bits: Number(bits) };
}

function write({ width, first, bits }: Block): string {
  const bytes = Array.from({ length: width / 8 }, (_, at) =>
    Number((first >> BigInt(width - 8 * (at + 1))) & 255n),
  );
  return `${ipaddr.fromByteArray(bytes)}/${bits}`;
}
