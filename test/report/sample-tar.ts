/** A file for a tar archive; `type` is the flag of its header, `checksum` the lie it tells. */
export type TarFile = {
  name: string;
  data: Uint8Array | string;
  type?: string;
  checksum?: number;
  size?: number;
};

const BLOCK = 512;

/** Writes a tar archive (POSIX.1-1988, ustar) that may lie, with or without the zeros at its end. */
export function writeTar(files: readonly TarFile[], end = 2 * BLOCK): Buffer {
  return Buffer.concat([...files.map(member), Buffer.alloc(end)]);
}

function member({ name, data, type = '0', checksum, size }: TarFile) {
  const content = Buffer.from(data);
  const header = Buffer.alloc(BLOCK);
  header.write(name, 0, 100);
  header.write(octal(size ?? content.length, 11), 124);
  header.fill(' ', 148, 156);
  header.write(type, 156);
  header.write('ustar', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(octal(checksum ?? sum, 6), 148);
  const padding = Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK);
  return Buffer.concat([header, content, padding]);
}

function octal(value: number, digits: number) {
  return `${value.toString(8).padStart(digits, '0')}\0`;
}
