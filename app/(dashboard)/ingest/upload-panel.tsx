import { useTranslations } from 'next-intl';
import { ClientWords } from '#app/_ui/client-words';
import { Panel } from '#app/_ui/panel';
import type { Viewer } from '#lib/filter/viewer';
import { UploadDrop } from './upload-drop.client.tsx';

/** Where a person hands reports over; who only looks on is not offered it. */
export function UploadPanel({ viewer }: { viewer: Viewer }) {
  const t = useTranslations('intake');
  if (viewer.role === 'viewer' || viewer.role === 'auditor') return null;
  return (
    <Panel title={t('uploadTitle')} note={t('uploadNote')}>
      <ClientWords of={['intake']}>
        <UploadDrop />
      </ClientWords>
    </Panel>
  );
}
