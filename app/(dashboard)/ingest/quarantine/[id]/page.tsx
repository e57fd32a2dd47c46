import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { PageBody } from '#app/_ui/page-body';
import { QuarantinedMail } from '#app/(dashboard)/ingest/quarantined-mail';
import { requireViewer } from '#lib/auth/require-viewer';
import { quarantineItem } from '#lib/queries/quarantine-item';
import { seesMail } from '#lib/queries/require-mail-access';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('ingest.item');
  return { title: t('title') };
}

type QuarantinePageProps = { params: Promise<{ id: string }> };

export default async function QuarantinePage({ params }: QuarantinePageProps) {
  const viewer = await requireViewer();
  if (!seesMail(viewer)) notFound();
  const item = await quarantineItem(viewer, (await params).id);
  if (!item) notFound();
  return (
    <PageBody>
      <QuarantinedMail viewer={viewer} item={item} />
    </PageBody>
  );
}
