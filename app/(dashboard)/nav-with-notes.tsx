import { getTranslations } from 'next-intl/server';
import { formats } from '#app/_ui/formats';
import { Nav } from '#app/_ui/nav.client';
import { requireViewer } from '#lib/auth/require-viewer';
import { quarantineList } from '#lib/queries/quarantine-list';
import { seesMail } from '#lib/queries/require-mail-access';

/** The pages, and how many mails wait for a decision. */
export async function NavWithNotes() {
  const viewer = await requireViewer();
  if (!seesMail(viewer)) return <Nav />;
  const { byCode } = await quarantineList(viewer, { limit: 1 });
  const open = byCode.reduce((sum, { count }) => sum + count, 0);
  if (open === 0) return <Nav />;
  const t = await getTranslations('chrome');
  return <Nav notes={{ '/ingest': t('toReview', { count: (await formats()).count(open) }) }} />;
}
