export type ReportFormat = 'aggregate' | 'tls' | 'failure';

/**
 * Which report the bytes are, by what they say and never by a name or a media type, which reporters
 * get wrong in every way there is. Broken documents are recognised too, so that they are refused as
 * what they are. Null is not a report.
 */
export function detectFormat(bytes: Uint8Array): ReportFormat | null {
  const head = headOf(bytes);
  if (/<(?:[\w.-]+:)?(?:feedback|report_metadata|policy_published)[\s>/]/.test(head)) {
    return 'aggregate';
  }
  if (/^\s*\{/.test(head) && /"(?:organization-name|date-range|policies)"\s*:/.test(head)) {
    return 'tls';
  }
  if (/^(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,20}Feedback-Type:/i.test(head)) return 'failure';
  return null;
}

/** Whether the bytes begin like a mail (RFC 5322 §2.2), or like a mbox of mails. */
export function looksLikeMail(bytes: Uint8Array): boolean {
  const head = headOf(bytes.subarray(0, 16 * 1024)).replace(/\r\n?/g, '\n');
  if (/^From \S+ /.test(head)) return true;
  const [header = ''] = head.split('\n\n', 1);
  return (
    /^[!-9;-~]+:/.test(header) &&
    /^(?:received|return-path|delivered-to|from|subject|date|message-id|mime-version|content-type):/im.test(
      header,
    )
  );
}

const HEAD = 64 * 1024;

/** The beginning as text, whatever its encoding: only ASCII matters here. */
function headOf(bytes: Uint8Array) {
  const head = Buffer.from(bytes.subarray(0, HEAD));
  const text = head.toString('latin1');
  return text.replace(/^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)/, '').replaceAll('\0', '');
}
