import { useTranslations } from 'next-intl';
import { ButtonLink } from '#app/_ui/button';
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
        <ButtonLink href="/settings/account" small>
          {t('change')}
        </ButtonLink>
      }
    >
      <Facts>
        <Fact name={t('name')}>{viewer.name}</Fact>
        <Fact name={t('role')}>{t(`roles.${viewer.role}`)}</Fact>
      </Facts>
    </Panel>
  );
}
