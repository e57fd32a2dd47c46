import { useTranslations } from 'next-intl';
import { Panel } from '#app/_ui/panel';
import { DATA_CREDITS } from '#lib/queries/data-credits';

/** Whose data come with the product, in the words that their licences ask for. */
export function CreditsPanel() {
  const t = useTranslations('about');
  return (
    <Panel title={t('data')} note={t('dataNote')}>
      <ul lang="en" className="list-disc px-[18px] pt-2 pb-4 pl-9">
        {Object.values(DATA_CREDITS).map((credit) => (
          <li key={credit} className="[overflow-wrap:anywhere]">
            {credit}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
