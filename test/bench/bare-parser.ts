import { SaxesParser } from 'saxes';
import { readMail } from '#lib/report/read-mail';
import { type Manifest, writeLoad } from './load.ts';
import { measureRounds } from './measure.ts';

const MIB = 2 ** 20;

/** The XML of one report of 50,000 records, and its sums. */
export async function hugeXml(): Promise<{ xml: Uint8Array; manifest: Manifest }> {
  const { mails, manifest } = writeLoad('huge', 1);
  const { items } = await readMail(mails[0]?.raw ?? new Uint8Array());
  const xml = items[0]?.outcome.ok ? items[0].outcome.value.original : new Uint8Array();
  return { xml, manifest };
}

/** The parser that we stand on, alone: it tells all, and is not heard. */
export function parseBare(xml: Uint8Array): void {
  const parser = new SaxesParser();
  // Without a listener it would not even make what it tells.
  for (const event of ['opentag', 'closetag', 'text'] as const) parser.on(event, () => undefined);
  const decoder = new TextDecoder();
  for (let at = 0; at < xml.length; at += 65_536) {
    parser.write(decoder.decode(xml.subarray(at, at + 65_536), { stream: true }));
  }
  parser.close();
}

/** How fast this machine is just now: MiB of XML that the bare parser reads in a processor second. */
export async function machineSpeed(xml: Uint8Array): Promise<number> {
  const { cpuSeconds } = await measureRounds(() => parseBare(xml), 3);
  return xml.length / MIB / cpuSeconds;
}
