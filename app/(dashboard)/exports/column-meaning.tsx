import { useMessages } from 'next-intl';
import type { DatasetName } from '#lib/queries/datasets';

/** What a column of a dataset holds. */
export function ColumnMeaning({ dataset, name }: { dataset: DatasetName; name: string }) {
  const meanings: Readonly<Record<string, string>> = useMessages().columns[dataset];
  return meanings[name];
}
