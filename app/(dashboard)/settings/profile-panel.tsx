import { useTranslations } from 'next-intl';
import { Fact, Facts } from '#app/_ui/facts';
import { LanguageSwitch } from '#app/_ui/language-switch.client';
import { Panel } from '#app/_ui/panel';
import { ThemeSwitch } from '#app/_ui/theme-switch.client';
import type { Viewer } from '#lib/filter/viewer';

type ProfilePanelProps = { viewer: Viewer; theme: string | undefined };

/** Who is signed in, and how it looks for them. */
export function ProfilePanel({ viewer, theme }: ProfilePanelProps) {
  const t = useTranslations('settings');
  return (
    <Panel title={t('profile.title')}>
      <Facts>
        <Fact name={t('name')}>{viewer.name}</Fact>
        <Fact name={t('role')}>{t(`roles.${viewer.role}`)}</Fact>
        <Fact name={t('profile.theme')}>
          <div className="mt-1">
            <ThemeSwitch cookie={theme} />
          </div>
        </Fact>
        <Fact name={t('profile.language')}>
          <div className="mt-1">
            <LanguageSwitch />
          </div>
        </Fact>
      </Facts>
    </Panel>
  );
}
