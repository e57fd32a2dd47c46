import type { ReportErrorCode } from '#lib/errors';

/** Why bytes were refused: the error table's code, and one sentence that says where and what to do. */
export type ReportProblem = { code: ReportErrorCode; text: string };
