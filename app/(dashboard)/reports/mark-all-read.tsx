import { getTranslations } from 'next-intl/server';
import type { Ask } from '#app/(dashboard)/page-bar';
import { countUnread } from '#lib/queries/unread-reports';
import { markAllReadAction } from './actions.ts';

/** Calls every report read that was there when the list was made; nothing where none is new. */
export async function MarkAllRead({ viewer, now }: Pick<Ask, 'viewer' | 'now'>) {
  const [t, { count }] = await Promise.all([getTranslations('report'), countUnread(viewer)]);
  if (count === 0) return null;
  return (
    <form action={markAllReadAction}>
      <input type="hidden" name="seen" value={now.toISOString()} />
      <button type="submit" className="min-h-6 text-accent hover:underline">
        {t('markAllRead')}
      </button>
    </form>
  );
}
