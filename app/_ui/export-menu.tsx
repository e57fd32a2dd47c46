import { useTranslations } from 'next-intl';
import { MenuLink } from './menu-link.tsx';
import { PopoverMenu } from './popover.client.tsx';

const DATASETS = ['records', 'daily', 'sources', 'reporters', 'reports'] as const;

/** The same question as the page, as a file. `search` has fixed dates: a file is for keeping. */
export function ExportMenu({ search }: { search: string }) {
  const t = useTranslations('ui.export');
  const query = search.replace(/^\?/, '');
  return (
    <PopoverMenu label={t('title')} title={t('title')} align="end">
      <p className="px-2.5 pt-1 pb-1.5 text-small text-ink-3">{t('csv')}</p>
      {DATASETS.map((name) => (
        <MenuLink
          key={name}
          download
          href={`/api/v1/export/${name}.csv?${join(query, 'guard=1&bom=1')}`}
        >
          {t(name)}
        </MenuLink>
      ))}
      <p className="mt-1.5 border-t border-line-2 px-2.5 pt-2 pb-1.5 text-small text-ink-3">
        {t('programs')}
      </p>
      <MenuLink download href={`/api/v1/export/records.csv?${query}`}>
        {t('recordsCsv')}
      </MenuLink>
      <MenuLink download href={`/api/v1/export/records.jsonl?${query}`}>
        {t('recordsJson')}
      </MenuLink>
      <p className="mt-1.5 border-t border-line-2 px-2.5 pt-2 pb-1.5 text-small text-ink-3">
        {t('kept')}
      </p>
      <MenuLink
        download
        href={`/api/v1/export/records.zip?${join(query, 'guard=1&bom=1')}`}
        note={t('sha')}
      >
        {t('pack')}
      </MenuLink>
      <MenuLink href={`/exports?${query}`}>{t('more')}</MenuLink>
    </PopoverMenu>
  );
}

function join(query: string, rest: string) {
  return query === '' ? rest : `${query}&${rest}`;
}
