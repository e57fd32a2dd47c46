import { cookies } from 'next/headers';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { LanguageSwitch } from '#app/_ui/language-switch.client';
import { ThemeSwitch } from '#app/_ui/theme-switch.client';
import { requireViewer } from '#lib/auth/require-viewer';
import { signOutAction } from './actions.ts';

/** Who is signed in, the theme, and the way out. */
export async function ViewerBox() {
  const viewer = await requireViewer();
  const t = await getTranslations('chrome');
  const theme = (await cookies()).get('theme')?.value;
  return (
    <div className="flex flex-col gap-2.5 px-2">
      <div className="flex flex-wrap gap-1.5">
        <ThemeSwitch cookie={theme} />
        <LanguageSwitch />
      </div>
      <div className="flex items-center justify-between gap-2 text-note">
        <Link
          href="/settings/account"
          className="truncate text-ink-2 hover:text-ink"
          title={t('yourAccount', { name: viewer.name })}
        >
          {viewer.name}
        </Link>
        <form action={signOutAction}>
          <button type="submit" className="text-ink-3 hover:text-ink">
            {t('signOut')}
          </button>
        </form>
      </div>
    </div>
  );
}
