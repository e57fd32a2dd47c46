import type { Viewer } from '#lib/filter/viewer';
import { type HexLine, hexDump, plainText } from '#lib/format/hex-dump';
import { quarantineRaw } from './quarantine-item.ts';

/** The beginning of a quarantined mail or file, as text that nothing runs. */
export type QuarantinePreview = {
  /** Of a mail; none where it is a file. */
  headers: { name: string; value: string }[];
  /** The first bytes behind the headers. */
  lines: HexLine[];
};

const MOST_HEADERS = 60;
const LONGEST_VALUE = 1000;
const MOST_HEADER_BYTES = 64_000;
const FIRST_BYTES = 256;

/** What a quarantined mail begins with; null when its bytes were not kept. */
export async function quarantinePreview(
  viewer: Viewer,
  id: string,
): Promise<QuarantinePreview | null> {
  const raw = await quarantineRaw(viewer, id);
  return raw && previewOf(raw);
}

function previewOf(raw: Uint8Array): QuarantinePreview {
  const head = Buffer.from(raw.subarray(0, MOST_HEADER_BYTES)).toString('latin1');
  if (!/^(From .*\r?\n)?[!-9;-~]+:/.test(head)) {
    return { headers: [], lines: hexDump(raw.subarray(0, FIRST_BYTES)) };
  }
  const gap = /\r?\n\r?\n/.exec(head);
  const end = gap ? gap.index : head.length;
  const body = gap ? gap.index + gap[0].length : head.length;
  return {
    headers: headersIn(head.slice(0, end)),
    lines: hexDump(raw.subarray(body, body + FIRST_BYTES)),
  };
}

function headersIn(text: string) {
  const lines = text.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  return lines.slice(0, MOST_HEADERS).flatMap((line) => {
    const [, name, value] = /^([!-9;-~]+):[ \t]*(.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) return [];
    // Headers are ASCII, or UTF-8 where somebody did not encode them.
    const decoded = Buffer.from(value, 'latin1').toString('utf8');
    return [{ name, value: plainText(decoded).slice(0, LONGEST_VALUE) }];
  });
}
