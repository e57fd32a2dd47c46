import { useTranslations } from 'next-intl';
import { Panel } from '#app/_ui/panel';
import { addressOf, curlCommand } from '#lib/api/curl';
import { endpointsOf, type PageEndpoint } from '#lib/api/page-endpoints';
import { type Filter, parseFilter } from '#lib/filter/filter';
import { Command } from './command.client.tsx';

type CommandsPanelProps = {
  /** The page one comes from, with parameters of its own; null where it is none. */
  page: string | null;
  filter: Filter;
};

/** The questions of a page as commands; to who comes from nowhere, a first one. */
export function CommandsPanel({ page, filter }: CommandsPanelProps) {
  const t = useTranslations('api');
  const found = page === null ? [] : endpointsOf(page);
  if (found.length > 0) {
    return (
      <Panel title={t('view.title')} note={page} summary={t('view.summary')}>
        <Commands found={found} filter={filter} />
      </Panel>
    );
  }
  return (
    <Panel title={t('start.title')} summary={t('start.summary')}>
      <Commands found={endpointsOf('/').slice(0, 1)} filter={parseFilter({ range: '30d' })} />
    </Panel>
  );
}

function Commands({ found, filter }: { found: readonly PageEndpoint[]; filter: Filter }) {
  const t = useTranslations('api');
  return (
    <dl className="flex flex-col gap-3.5 px-[18px] pt-3 pb-[18px]">
      {found.map((one) => (
        <div key={one.name}>
          <dt className="pb-1 text-note">{t(`endpoint.${one.name}`)}</dt>
          <dd>
            <Command
              text={curlCommand(`{site}${addressOf(one, filter)}`, {
                isFile: one.endpoint.answer === null,
              })}
              copy={t('copy')}
            />
          </dd>
        </div>
      ))}
    </dl>
  );
}
