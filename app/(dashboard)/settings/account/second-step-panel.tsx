import { getTranslations } from 'next-intl/server';
import { ButtonLink } from '#app/_ui/button';
import { formats } from '#app/_ui/formats';
import { Panel } from '#app/_ui/panel';
import { ownAccount } from '#lib/auth/own-account';
import type { Viewer } from '#lib/filter/viewer';
import { secondStep } from '#lib/queries/second-step';
import { SecondStepForm } from './second-step-form.client.tsx';

/** Whether a code comes after the password, and what to do about it. */
export async function SecondStepPanel({ viewer }: { viewer: Viewer }) {
  const [t, f, account] = await Promise.all([
    getTranslations('account.secondStep'),
    formats(),
    ownAccount(viewer),
  ]);
  if (!account.hasPassword) return null;
  const step = await secondStep(account.id);
  if (!step) {
    return (
      <Panel
        title={t('title')}
        note={t('off')}
        action={
          <ButtonLink href="/second-step" small>
            {t('setUp')}
          </ButtonLink>
        }
      >
        <p className="max-w-[80ch] px-[18px] pt-1 pb-4 text-ink-2">{t('lead')}</p>
      </Panel>
    );
  }
  return (
    <Panel title={t('title')} note={t('on', { since: f.instant(step.since) })}>
      <p className="px-[18px] pt-1 text-ink-2">{t('left', { n: step.recoveryCodes })}</p>
      <SecondStepForm email={account.email} />
    </Panel>
  );
}
