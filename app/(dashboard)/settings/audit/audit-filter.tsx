import Form from 'next/form';
import { getTranslations } from 'next-intl/server';
import { Button } from '#app/_ui/button';
import { Field, SelectField } from '#app/_ui/field';
import { DEED_KINDS } from '#lib/filter/deed';
import { resolvePeriod } from '#lib/filter/period';
import { auditActors } from '#lib/queries/audit-log';
import { type AuditAsk, PATH } from './asked.ts';

/** Who, what kind, on which days, with which words; the answer stands in the address. */
export async function AuditFilter({ viewer, filter, now }: AuditAsk) {
  const [t, kind] = await Promise.all([
    getTranslations('audit.page'),
    getTranslations('audit.kind'),
  ]);
  const actors = await auditActors(viewer);
  const { from, to } = resolvePeriod(filter.period, now);
  const [who = ''] = filter.actors.values;
  const [deed = ''] = filter.deeds.values;
  return (
    <Form action={PATH} scroll={false} className="flex flex-wrap items-end gap-3" key={who + deed}>
      {filter.domains.length > 0 ? (
        <input type="hidden" name="d" value={filter.domains.join(',')} />
      ) : null}
      <SelectField label={t('who')} name="who" defaultValue={who} className="min-w-44">
        <option value="">{t('everybody')}</option>
        {actors.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </SelectField>
      <SelectField label={t('kindOf')} name="deed" defaultValue={deed} className="min-w-40">
        <option value="">{t('everything')}</option>
        {DEED_KINDS.map((one) => (
          <option key={one} value={one}>
            {kind(one)}
          </option>
        ))}
      </SelectField>
      <Field label={t('firstDay')} name="from" type="date" defaultValue={from} required />
      <Field label={t('lastDay')} name="to" type="date" defaultValue={to} required />
      <Field
        label={t('search')}
        name="q"
        type="search"
        defaultValue={filter.q ?? ''}
        className="min-w-52 grow"
      />
      <Button type="submit">{t('show')}</Button>
    </Form>
  );
}
