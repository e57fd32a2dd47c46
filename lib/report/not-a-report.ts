import { fileKindOf } from './file-kind.ts';
import type { Message } from './message.ts';
import type { ReportProblem } from './problem.ts';

/** What a mail without a report is instead, and what to do about it. */
export function mailWithoutReport(message: Message): ReportProblem {
  const errorReport = errorReportOf(message.prose);
  if (errorReport) return errorReport;
  if (isBounce(message)) return BOUNCE;
  return message.parts.length === 0 ? ORDINARY_MAIL : NO_REPORT_ATTACHED;
}

/** What a file is that holds neither a report nor a mail, and what to do about it. */
export function fileWithoutReport(bytes: Uint8Array): ReportProblem {
  if (isEmpty(bytes)) return EMPTY;
  const kind = fileKindOf(bytes);
  if (kind === null) return UNKNOWN_FILE;
  return kind.isPacked ? packedFile(kind.name) : otherFile(kind.name);
}

/** Of all that was passed over in a mail, what tells most why there is no report. */
export function mostTelling(problems: readonly ReportProblem[]): ReportProblem {
  const ranks = problems.map((problem) => TELLING.indexOf(problem.code));
  return problems[ranks.indexOf(Math.max(...ranks))] ?? UNKNOWN_FILE;
}

const TELLING: readonly ReportProblem['code'][] = [
  'report/not-found',
  'report/other-file',
  'report/empty',
  'report/bounce',
  'report/error-report',
  'report/unsupported',
];

/** RFC 3464, and the mail servers that write their bounces in prose (qmail, Exim). */
function isBounce({ parts, from }: Message) {
  const isStatus = parts.some(({ contentType }) => contentType === 'message/delivery-status');
  return isStatus || /\bmailer-daemon@/i.test(from ?? '');
}

/** Yahoo and AOL sent this word in place of archives in May 2023. */
function isEmpty(bytes: Uint8Array) {
  return bytes.length < 16 && /^(?:unused)?\s*$/.test(Buffer.from(bytes).toString('latin1'));
}

/** RFC 7489 §7.2.2: what a receiver writes instead of a report that it may not send. */
function errorReportOf(prose: string): ReportProblem | null {
  if (!/^Report-(?:Date|Domain|ID|Size):/im.test(prose)) return null;
  const [, address] = /^Submitting-URI:[ \t]*(\S{1,320})/im.exec(prose) ?? [];
  if (!address) return null;
  return problem(
    'report/error-report',
    `A receiver has a report that it may not send (RFC 7489 §7.2.2): take the size limit off ${address} in your DMARC record.`,
  );
}

const BOUNCE = problem(
  'report/bounce',
  'It is a bounce: a mail that was sent from this address did not arrive. It can be ignored.',
);
const ORDINARY_MAIL = problem(
  'report/not-found',
  'It is ordinary mail: nothing is attached, and the text is no report. It can be ignored.',
);
const NO_REPORT_ATTACHED = problem(
  'report/other-file',
  'None of the attachments is a report. If one should be, open it and upload what is in it.',
);
const EMPTY = problem(
  'report/empty',
  'The reporter sent nothing in place of a report. If it does so again, ask it why.',
);
const UNKNOWN_FILE = problem(
  'report/not-found',
  'It is neither a report nor a mail. Upload the attachment of a report mail, or the mail itself.',
);

function otherFile(name: string) {
  return problem('report/other-file', `This is ${name}, not a report. It can be ignored.`);
}

function packedFile(name: string) {
  const way = name.includes('.msg') ? 'Save or forward the mail as .eml' : 'Take out the report';
  return problem(
    'report/unsupported',
    `This is ${name}, which is not opened. ${way}, and upload that.`,
  );
}

function problem(code: ReportProblem['code'], text: string): ReportProblem {
  return { code, text };
}
