import { redirect } from 'next/navigation';
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
  const run = (await runList(viewer)).find(({ origin }) => origin === 'demo');
  if (run?.endedAt && run.error === null) redirect('/');
  if (run?.endedAt) {
    return (
      <>
        <StepTitle title="The demo could not be loaded in full">
          What was read so far is there. A second try goes on where this one stopped.
        </StepTitle>
        <Notice tone="bad">{run.error}</Notice>
        <form action={loadDemoAction} className="mt-4 flex gap-2">
          <Button type="submit" kind="primary">
            Try again
          </Button>
          <ButtonLink href="/welcome">Back</ButtonLink>
        </form>
      </>
    );
  }
  return (
    <>
      <AutoRefresh seconds={1} />
      <StepTitle title="Loading the demo">
        90 days of report mails are written, and read as a mailbox&rsquo;s would be. The overview
        opens by itself when they are in.
      </StepTitle>
      {run?.progress ? (
        <Progress progress={run.progress} what="report mails" />
      ) : (
        <p className="text-ink-2">Writing the mails …</p>
      )}
    </>
  );
}
