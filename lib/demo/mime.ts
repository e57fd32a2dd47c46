/** A mail on its way: which host sends it, to whom, and when. */
export type Posting = {
  /** The reporter's host: the first part of the file name. */
  submitter: string;
  to: string;
  sentAt: Date;
};

/** A date as it stands in a mail (RFC 5322 §3.3), in UTC. */
export function mailDate(at: Date): string {
  return at.toUTCString().replace('GMT', '+0000');
}

/** The header and the parts of a multipart; `subtype` may carry parameters. */
export function multipart(
  subtype: string,
  name: string,
  parts: readonly (readonly string[])[],
): string[] {
  const boundary = `=_${name}_dmarc`;
  return [
    `Content-Type: multipart/${subtype}; boundary="${boundary}"`,
    '',
    ...parts.flatMap((lines) => [`--${boundary}`, ...lines]),
    `--${boundary}--`,
    '',
  ];
}

/** A part for people. */
export function textPart(subtype: string, text: string): string[] {
  return [
    `Content-Type: text/${subtype}; charset=utf-8`,
    'Content-Transfer-Encoding: 8bit',
    '',
    text,
  ];
}

/** Bytes in lines that fit a mail (RFC 2045 §6.8). */
export function base64Lines(bytes: Uint8Array): string[] {
  return (
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,76}/g) ?? []
  );
}

/** Lines as a mail ends them. */
export function crlf(lines: readonly string[]): string {
  return `${lines.join('\r\n')}\r\n`;
}
