import { useTranslations } from 'next-intl';
import { Button } from '#app/_ui/button';
import { pageForm } from '#app/_ui/page-href';
import { isOperator } from '#lib/auth/require-viewer';
import type { Filter } from '#lib/filter/filter';
import type { Viewer } from '#lib/filter/viewer';

const FORM = 'ticked-domains';

/** Ticks a domain, to do something with several at once. */
export function DomainTick({ name, unicode }: { name: string; unicode: string }) {
  const t = useTranslations('overview.domains');
  return (
    <input
      type="checkbox"
      name="d"
      value={name}
      form={FORM}
      aria-label={t('tick', { domain: unicode })}
      className="mt-[3px] shrink-0"
    />
  );
}

/** What can be done with those that are ticked: plain forms, whose answer is an address. */
export function TickedDomains({ viewer, filter }: { viewer: Viewer; filter: Filter }) {
  const t = useTranslations('overview.domains');
  const { kept } = pageForm('/', filter, { domains: [] });
  return (
    <form
      id={FORM}
      action="/"
      className="flex flex-wrap items-center gap-2 border-t border-line px-[18px] py-2.5 print:hidden"
    >
      {kept.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <span className="text-note text-ink-3">{t('ticked')}</span>
      <Button type="submit" small>
        {t('only')}
      </Button>
      <Button type="submit" formAction="/exports" small>
        {t('export')}
      </Button>
      {isOperator(viewer) ? (
        <Button type="submit" formAction="/settings/domains" small>
          {t('putInGroup')}
        </Button>
      ) : null}
    </form>
  );
}
