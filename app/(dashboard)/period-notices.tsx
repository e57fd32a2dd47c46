import { DroppedNotice } from './dropped-notice.tsx';
import { JudgedNotice } from './judged-notice.tsx';
import { MailboxNotice } from './mailbox-notice.tsx';
import type { Ask } from './page-bar.tsx';

/** What of a period cannot be told, or not all at once, or may be missing. */
export function PeriodNotices(ask: Ask) {
  return (
    <>
      <MailboxNotice viewer={ask.viewer} />
      <DroppedNotice {...ask} />
      <JudgedNotice {...ask} />
    </>
  );
}
