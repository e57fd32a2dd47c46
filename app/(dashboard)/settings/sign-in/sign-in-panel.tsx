import { getTranslations } from 'next-intl/server';
import { ActionButton } from '#app/_ui/action-button.client';
import { Fact, Facts } from '#app/_ui/facts';
import { Panel } from '#app/_ui/panel';
import type { Viewer } from '#lib/filter/viewer';
import { isSecondStepRequired, secondStepCounts } from '#lib/queries/second-step';
import { requireSecondStepAction } from './actions.ts';

/** What everybody has to prove who comes in. */
export async function SignInPanel({ viewer }: { viewer: Viewer }) {
  const [t, required, counts] = await Promise.all([
    getTranslations('settings.signIn'),
    isSecondStepRequired(),
    secondStepCounts(viewer),
  ]);
  return (
    <Panel
      title={t('title')}
      note={t('note')}
      id="sign-in"
      action={
        viewer.role === 'owner' ? (
          <ActionButton
            action={requireSecondStepAction}
            fields={{ required: required ? 'no' : 'yes' }}
            small
            {...(required ? {} : { confirm: t('confirm') })}
          >
            {t(required ? 'release' : 'require')}
          </ActionButton>
        ) : undefined
      }
    >
      <Facts>
        <Fact name={t('secondStep')}>{t(required ? 'required' : 'free')}</Fact>
        <Fact name={t('have')}>{t('haveCount', { n: counts.with, of: counts.users })}</Fact>
      </Facts>
    </Panel>
  );
}
