import { DroppedNotice } from './dropped-notice.tsx';
import { JudgedNotice } from './judged-notice.tsx';
import type { Ask } from './page-bar.tsx';

/** What of a period cannot be told, or not all at once. */
export function PeriodNotices(ask: Ask) {
  return (
    <>
      <DroppedNotice {...ask} />
      <JudgedNotice {...ask} />
    </>
  );
}
