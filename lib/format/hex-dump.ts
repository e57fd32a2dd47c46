/** One line of a dump: `00000010`, the bytes in hex, and those of them that are ASCII. */
export type HexLine = { offset: string; hex: string; text: string };

const WIDTH = 16;

/** Bytes that nobody may trust, as lines of hex and plain ASCII: whatever they are, they only show. */
export function hexDump(bytes: Uint8Array): HexLine[] {
  const lines = Array.from({ length: Math.ceil(bytes.length / WIDTH) }, (_, n) => n * WIDTH);
  return lines.map((at) => {
    const part = [...bytes.subarray(at, at + WIDTH)];
    return {
      offset: at.toString(16).padStart(8, '0'),
      hex: part.map((byte) => byte.toString(16).padStart(2, '0')).join(' '),
      text: part.map((byte) => (isPrintable(byte) ? String.fromCharCode(byte) : '·')).join(''),
    };
  });
}

/** Text of a stranger with its controls and direction marks made visible: none may reorder a line. */
export function plainText(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\u2028\u2029]/gu, '·');
}

function isPrintable(byte: number) {
  return byte >= 0x20 && byte < 0x7f;
}
