import { getTranslations } from 'next-intl/server';
import { Button, ButtonLink } from '#app/_ui/button';
import { isOperator } from '#lib/auth/require-viewer';
import { scopeOf } from '#lib/queries/where';
import { removeDemoAction } from './actions.ts';
import type { Ask } from './page-bar.tsx';

/** Says that what is shown is made up, as long as it is. */
export async function DemoRibbon({ viewer, filter }: Ask) {
  const t = await getTranslations('overview');
  const { demo } = await scopeOf(viewer, filter);
  if (!demo) return null;
  return (
    <section
      aria-label={t('demo.label')}
      className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-hover px-4 py-2 text-note md:px-7 print:hidden"
    >
      <p>
        {t.rich('demo.text', {
          b: (text) => <b>{text}</b>,
          q: (text) => <span className="text-ink-2">{text}</span>,
        })}
      </p>
      {isOperator(viewer) ? (
        <div className="ml-auto flex flex-wrap gap-2">
          <ButtonLink href="/welcome" kind="ghost" small>
            {t('demo.own')}
          </ButtonLink>
          <form action={removeDemoAction}>
            <Button type="submit" small>
              {t('demo.remove')}
            </Button>
          </form>
        </div>
      ) : null}
    </section>
  );
}
