import Form from 'next/form';
import { getTranslations } from 'next-intl/server';
import { Button } from '#app/_ui/button';
import { Field, SelectField } from '#app/_ui/field';
import { FilterChips } from '#app/_ui/filter-chips';
import { Panel } from '#app/_ui/panel';
import { askDomainNames, askGroups } from '#app/(dashboard)/asked';
import { filterToSearch } from '#lib/filter/filter';
import { resolvePeriod } from '#lib/filter/period';
import { type ExportAsk, exportPath, FORMS } from './asked.ts';
import { ColumnChoice } from './column-choice.tsx';
import { GroupField } from './group-field.tsx';

/** What the file shall hold and how it is spelt; the answer stands in the address of the page. */
export async function ChoosePanel(ask: ExportAsk) {
  const { viewer, filter, now, dataset, form, semicolon } = ask;
  const t = await getTranslations('exports');
  const [domains, groups] = await Promise.all([askDomainNames(viewer), askGroups(viewer)]);
  const { from, to } = resolvePeriod(filter.period, now);
  const scope = filter.domains.join(',');
  return (
    <Panel title={t(`dataset.${dataset}.text`)} note={t(`dataset.${dataset}.grain`)}>
      <Form action="/exports" scroll={false} className="px-[18px] pt-3 pb-[18px]">
        <input type="hidden" name="dataset" value={dataset} />
        {keptOf(ask).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
          <SelectField label={t('domains')} name="d" defaultValue={scope} key={scope}>
            <option value="">{t('allDomains')}</option>
            {filter.domains.length > 1 ? <option value={scope}>{scope}</option> : null}
            {domains.map(({ name, unicode }) => (
              <option key={name} value={name}>
                {unicode}
              </option>
            ))}
          </SelectField>
          <GroupField groups={groups} chosen={filter.group} />
          <div className="grid grid-cols-2 gap-3">
            <Field label={t('firstDay')} name="from" type="date" defaultValue={from} required />
            <Field label={t('lastDay')} name="to" type="date" defaultValue={to} required />
          </div>
          <SelectField
            label={t('form')}
            name="as"
            defaultValue={form}
            help={t(`forms.${form}.help`)}
          >
            {FORMS.map((one) => (
              <option key={one} value={one}>
                {t(`forms.${one}.text`)}
              </option>
            ))}
          </SelectField>
          <SelectField
            label={t('separator')}
            name="sep"
            defaultValue={semicolon ? 'semicolon' : 'comma'}
            help={t('separatorHelp')}
          >
            <option value="comma">{t('comma')}</option>
            <option value="semicolon">{t('semicolon')}</option>
          </SelectField>
        </div>
        <div className="mt-3">
          <FilterChips path={exportPath(ask)} filter={filter} />
        </div>
        <ColumnChoice ask={ask} />
        <Button type="submit" className="mt-4">
          {t('show')}
        </Button>
      </Form>
    </Panel>
  );
}

/** Conditions of the page that somebody came from; scope and days have fields of their own. */
function keptOf({ filter }: ExportAsk) {
  const search = new URLSearchParams(filterToSearch(filter));
  return [...search].filter(([name]) => !['d', 'group', 'range', 'from', 'to'].includes(name));
}
