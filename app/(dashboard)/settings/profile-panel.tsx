import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Fact, Facts } from '#app/_ui/facts';
import { Panel } from '#app/_ui/panel';
import type { Viewer } from '#lib/filter/viewer';

/** Who is signed in, and the way to what is theirs alone. */
export function ProfilePanel({ viewer }: { viewer: Viewer }) {
  const t = useTranslations('settings');
  return (
    <Panel
      title={t('profile.title')}
      note={t('profile.note')}
      action={
        <Link href="/settings/account" className="hover:underline">
          {t('change')}
        </Link>
      }
    >
      <Facts>
        <Fact name={t('name')}>{viewer.name}</Fact>
        <Fact name={t('role')}>{t(`roles.${viewer.role}`)}</Fact>
      </Facts>
    </Panel>
  );
}
