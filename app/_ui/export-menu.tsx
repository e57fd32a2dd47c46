import { MenuLink } from './menu-link.tsx';
import { PopoverMenu } from './popover.client.tsx';

const DATASETS = [
  { name: 'records', text: 'Records' },
  { name: 'daily', text: 'Per day' },
  { name: 'sources', text: 'Sources' },
  { name: 'reporters', text: 'Reporters' },
  { name: 'reports', text: 'Reports' },
] as const;

/** The same question as the page, as a file. `search` has fixed dates: a file is for keeping. */
export function ExportMenu({ search }: { search: string }) {
  const query = search.replace(/^\?/, '');
  return (
    <PopoverMenu label="Export" title="Export" align="end">
      <p className="px-2.5 pt-1 pb-1.5 text-small text-ink-3">CSV for spreadsheets</p>
      {DATASETS.map(({ name, text }) => (
        <MenuLink
          key={name}
          download
          href={`/api/v1/export/${name}.csv?${join(query, 'guard=1&bom=1')}`}
        >
          {text}
        </MenuLink>
      ))}
      <p className="mt-1.5 border-t border-line-2 px-2.5 pt-2 pb-1.5 text-small text-ink-3">
        For programs
      </p>
      <MenuLink download href={`/api/v1/export/records.csv?${query}`}>
        Records, CSV as it is
      </MenuLink>
      <MenuLink download href={`/api/v1/export/records.jsonl?${query}`}>
        Records, JSON Lines
      </MenuLink>
      <p className="mt-1.5 border-t border-line-2 px-2.5 pt-2 pb-1.5 text-small text-ink-3">
        To be kept
      </p>
      <MenuLink
        download
        href={`/api/v1/export/records.zip?${join(query, 'guard=1&bom=1')}`}
        note="with SHA-256"
      >
        Evidence pack
      </MenuLink>
      <MenuLink href={`/exports?${query}`}>Columns, preview and more …</MenuLink>
    </PopoverMenu>
  );
}

function join(query: string, rest: string) {
  return query === '' ? rest : `${query}&${rest}`;
}
