import { useTranslations } from 'next-intl';
import { DataTable } from '#app/_ui/data-table';
import { Panel } from '#app/_ui/panel';
import { TAGGED } from '#lib/api/endpoints';

/** Every endpoint, sorted as openapi.json sorts them. */
export function EndpointsPanel() {
  const t = useTranslations('api');
  return (
    <Panel
      title={t('all.title')}
      action={
        <a className="text-accent hover:underline" href="/api/v1/openapi.json">
          {t('all.openapi')}
        </a>
      }
    >
      {TAGGED.map(({ tag, endpoints }) => (
        <section key={tag} className="pt-2">
          <h3 className="px-[18px] pt-2 pb-1 text-small text-ink-3">{t(`tag.${tag}`)}</h3>
          <DataTable
            caption={t(`tag.${tag}`)}
            rows={endpoints}
            rowKey={({ endpoint }) => endpoint.path}
            columns={[
              {
                head: t('all.path'),
                className: 'font-mono text-[12px] md:w-[38%]',
                cell: ({ endpoint: { method, path } }) => `${method} ${path}`,
              },
              {
                head: t('all.answers'),
                phone: 'keep',
                className: 'text-ink-2',
                cell: ({ name }) => t(`endpoint.${name}`),
              },
            ]}
          />
        </section>
      ))}
    </Panel>
  );
}
