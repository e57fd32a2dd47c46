/** A part of a mail: its header lines, and its content, which is sent as base64. */
export type MailPart = { headers: string; content: Uint8Array | string };

const HEADERS = [
  'From: Receiver <dmarc@receiver.example>',
  'To: rua@example.com',
  'Subject: Report Domain: example.com Submitter: receiver.example Report-ID: r-1',
  'Message-ID: <r-1@receiver.example>',
  'Date: Thu, 6 Nov 2025 01:02:03 +0000',
  'MIME-Version: 1.0',
].join('\n');

/** A part with one attachment of a type. */
export function attachment(content: Uint8Array | string, type = 'application/gzip'): MailPart {
  return { headers: `Content-Type: ${type}\nContent-Disposition: attachment`, content };
}

/** A mail of several parts, as RFC 2046 §5.1 has it. */
export function mailOf(parts: readonly MailPart[], type = 'multipart/mixed'): Buffer {
  const body = parts.map((part) => `--cut\n${encoded(part)}\n`).join('');
  return Buffer.from(
    `${HEADERS}\nContent-Type: ${type}; boundary="cut"\n\nPreamble.\n${body}--cut--\n`,
  );
}

/** A mail that is a text. */
export function mailOfText(text: string, type = 'text/plain'): Buffer {
  return Buffer.from(`${HEADERS}\nContent-Type: ${type}\n\n${text}`);
}

function encoded({ headers, content }: MailPart) {
  const lines =
    Buffer.from(content)
      .toString('base64')
      .match(/.{1,76}/g) ?? [];
  return `${headers}\nContent-Transfer-Encoding: base64\n\n${lines.join('\n')}`;
}
