/**
 * One attack: what it is, how it is written, and the code it must end in; `read` where it is harmless
 * and the report within is read all the same. Written when it is wanted, and never stored.
 */
export type HostileInput = { name: string; write: () => Uint8Array; code: string };

/** A table of attacks, as short as it can be written. */
export function attacks(
  table: readonly (readonly [name: string, write: () => Uint8Array | string, code: string])[],
): HostileInput[] {
  return table.map(([name, write, code]) => ({ name, write: () => Buffer.from(write()), code }));
}

export const MIB = 2 ** 20;
