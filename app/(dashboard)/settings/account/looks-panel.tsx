import { useTranslations } from 'next-intl';
import { Fact, Facts } from '#app/_ui/facts';
import { LanguageSwitch } from '#app/_ui/language-switch.client';
import { Panel } from '#app/_ui/panel';
import { ThemeSwitch } from '#app/_ui/theme-switch.client';

/** How everything looks for this person, in this browser. */
export function LooksPanel({ theme }: { theme: string | undefined }) {
  const t = useTranslations('account.looks');
  return (
    <Panel title={t('title')} note={t('note')}>
      <Facts>
        <Fact name={t('theme')}>
          <div className="mt-1">
            <ThemeSwitch cookie={theme} />
          </div>
        </Fact>
        <Fact name={t('language')}>
          <div className="mt-1">
            <LanguageSwitch />
          </div>
        </Fact>
      </Facts>
    </Panel>
  );
}
