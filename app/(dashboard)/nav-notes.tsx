import { getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { formats } from '#app/_ui/formats';
import { requireViewer } from '#lib/auth/require-viewer';
import type { Viewer } from '#lib/filter/viewer';
import { quarantineList } from '#lib/queries/quarantine-list';
import { seesMail } from '#lib/queries/require-mail-access';
import { countUnread } from '#lib/queries/unread-reports';

/**
 * What stands beside the name of a page, by its path: how many reports are new to the viewer, and how
 * many mails wait for a decision. The sidebar and the drawer of a phone ask it together.
 */
export const askNavNotes = cache(async (): Promise<Record<string, string>> => {
  const viewer = await requireViewer();
  const [t, f] = await Promise.all([getTranslations('chrome'), formats()]);
  const [unread, open] = await Promise.all([countUnread(viewer), countOpen(viewer)]);
  const notes: Record<string, string> = {};
  if (unread.count > 0) {
    notes['/reports'] = t(unread.more ? 'moreUnread' : 'unread', { count: f.count(unread.count) });
  }
  if (open > 0) notes['/ingest'] = t('toReview', { count: f.count(open) });
  return notes;
});

async function countOpen(viewer: Viewer) {
  if (!seesMail(viewer)) return 0;
  const { byCode } = await quarantineList(viewer, { limit: 1 });
  return byCode.reduce((sum, { count }) => sum + count, 0);
}
