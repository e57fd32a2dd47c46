import { cookies } from 'next/headers';
import type { Search } from '#lib/filter/filter';
import { type ChosenColumns, columnCookie, parseColumns } from './chosen-columns.tsx';

/** The columns that the URL asks for, else those that this browser chose last for the table. */
export async function columnsOf(table: string, search: Search): Promise<ChosenColumns> {
  const saved = (await cookies()).get(columnCookie(table))?.value;
  return parseColumns(search) ?? (saved === undefined ? null : parseColumns({ cols: saved }));
}
