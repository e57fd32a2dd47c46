import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LoadKind, writeLoad } from './load.ts';
import { LIST, type MailsOnDisk } from './mails-on-disk.ts';

// write-mails.ts FOLDER KIND COUNT SEED
const KINDS: readonly LoadKind[] = ['small', 'ten', 'real', 'huge'];
const [folder = '', name, count, seed] = process.argv.slice(2);
const kind = KINDS.find((known) => known === name);
if (!kind) throw new Error(`There is no load "${name}".`);

const { mails, manifest } = writeLoad(kind, Number(count), Number(seed));
const list: MailsOnDisk = {
  manifest,
  mails: mails.map(({ raw, receivedAt }, number) => {
    const file = `${number}.eml`;
    writeFileSync(join(folder, file), raw);
    return { file, size: raw.byteLength, receivedAt: receivedAt.getTime() };
  }),
};
writeFileSync(join(folder, LIST), JSON.stringify(list));
