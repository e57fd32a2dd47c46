import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { formats } from '#app/_ui/formats';
import { Glyph } from '#app/_ui/glyph';
import { Panel } from '#app/_ui/panel';
import { isOperator } from '#lib/auth/require-viewer';
import type { Formats } from '#lib/format/formats';
import { seesMail } from '#lib/queries/require-mail-access';
import { type Setup, setupState } from '#lib/queries/setup';
import type { Words } from '#lib/words/translate';
import { dismissSetupAction } from './actions.ts';
import type { Ask } from './page-bar.tsx';

type Step = { key: 'mailbox' | 'record' | 'review'; done: boolean; href: string; told: string };

type SetupPanelProps = Pick<Ask, 'viewer' | 'now'> & {
  /** Where there is nothing else to look at yet, it stays. */
  stays?: boolean;
};

/** The way to one's own data: what is done, what is next. Gone once all is, or when asked to go. */
export async function SetupPanel({ viewer, now, stays = false }: SetupPanelProps) {
  if (!isOperator(viewer) || !seesMail(viewer)) return null;
  const [t, f] = await Promise.all([getTranslations('overview.setup'), formats()]);
  const setup = await setupState(viewer);
  const steps = stepsOf(setup, now, t, f);
  const next = steps.find(({ done }) => !done);
  if (!next || (setup.dismissed && !stays)) return null;
  return (
    <Panel
      title={t('title')}
      note={t('note', { done: steps.filter(({ done }) => done).length, all: steps.length })}
      action={stays ? null : <Dismiss />}
      className="print:hidden"
    >
      <ol className="grid gap-x-6 px-[18px] pt-2 pb-3 md:grid-cols-3">
        {steps.map((step, index) => (
          <StepLine key={step.key} step={step} number={index + 1} isNext={step === next} />
        ))}
      </ol>
    </Panel>
  );
}

function stepsOf(setup: Setup, now: Date, t: Words<'overview.setup'>, f: Formats): Step[] {
  const { mailboxes, lastOkAt, domains, lastReportAt, labelled } = setup;
  const read = lastOkAt ? t('mailbox.read', { ago: f.ago(lastOkAt, now) }) : t('mailbox.unread');
  const arrived = lastReportAt && t('record.came', { domains, ago: f.ago(lastReportAt, now) });
  return [
    {
      ...{ key: 'mailbox', done: mailboxes > 0, href: '/welcome?step=mailbox' },
      told: mailboxes > 0 ? read : t('mailbox.why'),
    },
    {
      ...{ key: 'record', done: domains > 0, href: '/welcome?step=record' },
      told: arrived ?? t('record.why'),
    },
    {
      ...{ key: 'review', done: labelled, href: '/sources?tab=review' },
      told: t(domains > 0 ? 'review.why' : 'review.later'),
    },
  ];
}

function StepLine({ step, number, isNext }: { step: Step; number: number; isNext: boolean }) {
  const t = useTranslations('overview.setup');
  const { key, done, href, told } = step;
  return (
    <li aria-current={isNext ? 'step' : undefined} className="flex gap-2.5 py-1.5">
      <span
        className={`mt-px grid size-5 shrink-0 place-items-center rounded-full text-tiny font-semibold ${
          done ? 'bg-ink text-surface' : 'border border-line text-ink-2'
        }`}
      >
        {done ? <Glyph name="check" /> : number}
      </span>
      <div className="min-w-0">
        <p className={isNext ? 'font-medium' : ''}>
          <Link
            href={href}
            className={done ? 'text-ink-2 hover:underline' : 'text-accent hover:underline'}
          >
            {t(`${key}.title`)}
          </Link>
          {done ? <span className="sr-only">{t('done')}</span> : null}
        </p>
        <p className="text-note text-ink-3">{told}</p>
      </div>
    </li>
  );
}

function Dismiss() {
  const t = useTranslations('overview.setup');
  return (
    <form action={dismissSetupAction}>
      <button type="submit" className="text-accent hover:underline">
        {t('dismiss')}
      </button>
    </form>
  );
}
