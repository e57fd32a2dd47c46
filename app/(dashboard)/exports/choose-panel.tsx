import Form from 'next/form';
import { Button } from '#app/_ui/button';
import { Field, SelectField } from '#app/_ui/field';
import { FilterChips } from '#app/_ui/filter-chips';
import { Panel } from '#app/_ui/panel';
import { askDomainNames } from '#app/(dashboard)/asked';
import { filterToSearch } from '#lib/filter/filter';
import { resolvePeriod } from '#lib/filter/period';
import { type ExportAsk, exportPath, type Form as FileForm, FORMS } from './asked.ts';
import { ColumnChoice } from './column-choice.tsx';
import { DATASET_WORDS } from './dataset-words.tsx';

/** What the file shall hold and how it is spelt; the answer stands in the address of the page. */
export async function ChoosePanel(ask: ExportAsk) {
  const { viewer, filter, now, dataset, form, semicolon } = ask;
  const domains = await askDomainNames(viewer);
  const { from, to } = resolvePeriod(filter.period, now);
  const { text, grain } = DATASET_WORDS[dataset];
  const scope = filter.domains.join(',');
  return (
    <Panel title={text} note={grain}>
      <Form action="/exports" scroll={false} className="px-[18px] pt-3 pb-[18px]">
        <input type="hidden" name="dataset" value={dataset} />
        {keptOf(ask).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
          <SelectField label="Domains" name="d" defaultValue={scope} key={scope}>
            <option value="">All domains</option>
            {filter.domains.length > 1 ? <option value={scope}>{scope}</option> : null}
            {domains.map(({ name, unicode }) => (
              <option key={name} value={name}>
                {unicode}
              </option>
            ))}
          </SelectField>
          <div className="grid grid-cols-2 gap-3">
            <Field label="First UTC day" name="from" type="date" defaultValue={from} required />
            <Field label="Last UTC day" name="to" type="date" defaultValue={to} required />
          </div>
          <SelectField label="Form" name="as" defaultValue={form} help={FORM_WORDS[form].help}>
            {FORMS.map((one) => (
              <option key={one} value={one}>
                {FORM_WORDS[one].text}
              </option>
            ))}
          </SelectField>
          <SelectField
            label="Between cells"
            name="sep"
            defaultValue={semicolon ? 'semicolon' : 'comma'}
            help="Excel in much of Europe wants semicolons."
          >
            <option value="comma">Comma</option>
            <option value="semicolon">Semicolon</option>
          </SelectField>
        </div>
        <div className="mt-3">
          <FilterChips path={exportPath(ask)} filter={filter} />
        </div>
        <ColumnChoice ask={ask} />
        <Button type="submit" className="mt-4">
          Show the preview
        </Button>
      </Form>
    </Panel>
  );
}

const FORM_WORDS = {
  spreadsheet: {
    text: 'CSV for spreadsheets',
    help: 'With a byte order mark, and nothing in it runs as a formula.',
  },
  raw: { text: 'CSV as it is', help: 'For programs: every cell exactly as reported.' },
  jsonl: { text: 'JSON Lines', help: 'One object a line, numbers and booleans as such.' },
  zip: {
    text: 'Evidence pack (ZIP)',
    help: 'The CSV with a manifest, its columns explained and SHA-256 sums.',
  },
} as const satisfies Record<FileForm, { text: string; help: string }>;

/** Conditions of the page that somebody came from; scope and days have fields of their own. */
function keptOf({ filter }: ExportAsk) {
  const search = new URLSearchParams(filterToSearch(filter));
  return [...search].filter(([name]) => !['d', 'range', 'from', 'to'].includes(name));
}
