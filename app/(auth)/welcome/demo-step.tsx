import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { AutoRefresh } from '#app/_ui/auto-refresh.client';
import { Button, ButtonLink } from '#app/_ui/button';
import { Notice } from '#app/_ui/notice';
import { Progress } from '#app/_ui/progress';
import type { Viewer } from '#lib/filter/viewer';
import { runList } from '#lib/queries/run-list';
import { loadDemoAction } from './actions.ts';
import { StepTitle } from './step-title.tsx';

/** How far the demo is; once it is there, the overview opens by itself. */
export async function DemoStep({ viewer }: { viewer: Viewer }) {
  const t = await getTranslations('welcome');
  const run = (await runList(viewer)).find(({ origin }) => origin === 'demo');
  if (run?.endedAt && run.error === null) redirect('/');
  if (run?.endedAt) {
    return (
      <>
        <StepTitle title={t('demo.brokeOff')}>{t('demo.whatIsThere')}</StepTitle>
        <Notice tone="bad">{run.error}</Notice>
        <form action={loadDemoAction} className="mt-4 flex gap-2">
          <Button type="submit" kind="primary">
            {t('demo.again')}
          </Button>
          <ButtonLink href="/welcome">{t('back')}</ButtonLink>
        </form>
      </>
    );
  }
  return (
    <>
      <AutoRefresh seconds={1} />
      <StepTitle title={t('demo.title')}>{t('demo.text')}</StepTitle>
      {run?.progress ? (
        <Progress progress={run.progress} what="reportMails" />
      ) : (
        <p className="text-ink-2">{t('demo.writing')}</p>
      )}
    </>
  );
}
