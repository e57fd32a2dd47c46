import { useTranslations } from 'next-intl';
import { ButtonLink } from '#app/_ui/button';
import { Panel } from '#app/_ui/panel';
import { TOKEN_COMMAND } from '#lib/api/curl';
import { Command } from './command.client.tsx';

/** What every command needs, and where one is made. */
export function TokenPanel() {
  const t = useTranslations('api.token');
  return (
    <Panel
      title={t('title')}
      summary={t('text')}
      action={
        <ButtonLink href="/settings#tokens" small>
          {t('make')}
        </ButtonLink>
      }
    >
      <div className="px-[18px] pt-2.5 pb-4">
        <Command text={TOKEN_COMMAND} />
      </div>
    </Panel>
  );
}
