import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Button, ButtonLink } from '#app/_ui/button';
import type { Viewer } from '#lib/filter/viewer';
import { domainNames } from '#lib/queries/domain-names';
import { loadDemoAction } from './actions.ts';
import { StepTitle } from './step-title.tsx';

/** Three ways to something to look at. They do not exclude each other. */
export async function ChooseStep({ viewer }: { viewer: Viewer }) {
  const t = await getTranslations('welcome');
  const domains = await domainNames(viewer);
  return (
    <>
      <StepTitle title={t('choose.title')}>{t('choose.text')}</StepTitle>
      <ul className="divide-y divide-line-2 overflow-clip rounded-lg border border-line bg-surface">
        <Way title={t('mailboxWay.title')} text={t('mailboxWay.text')}>
          <ButtonLink href="/welcome?step=mailbox" kind="primary">
            {t('mailboxWay.go')}
          </ButtonLink>
        </Way>
        <Way title={t('uploadWay.title')} text={t('uploadWay.text')}>
          <ButtonLink href="/welcome?step=upload">{t('uploadWay.go')}</ButtonLink>
        </Way>
        <Way title={t('record.title')} text={t('recordWay.text')}>
          <ButtonLink href="/welcome?step=record">{t('record.show')}</ButtonLink>
        </Way>
        <Way title={t('demoWay.title')} text={t('demoWay.text')}>
          <form action={loadDemoAction}>
            <Button type="submit">{t('demoWay.go')}</Button>
          </form>
        </Way>
      </ul>
      <p className="mt-5 text-ink-2">
        {t.rich(domains.length > 0 ? 'choose.here' : 'choose.later', {
          overview: (text) => (
            <Link href="/" className="text-accent underline">
              {text}
            </Link>
          ),
        })}
      </p>
    </>
  );
}

function Way({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-3 px-[18px] py-4">
      <div className="min-w-0 flex-1 basis-72">
        <h2 className="text-head font-semibold tracking-[-0.01em]">{title}</h2>
        <p className="text-ink-2">{text}</p>
      </div>
      {children}
    </li>
  );
}
