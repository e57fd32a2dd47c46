import { ButtonLink } from '#app/_ui/button';
import { Fact, Facts } from '#app/_ui/facts';
import { Panel } from '#app/_ui/panel';
import { isOperator } from '#lib/auth/require-viewer';
import type { Viewer } from '#lib/filter/viewer';
import { formatCount } from '#lib/format/number';
import { retentionInForce } from '#lib/jobs/retention';

/** How long what is kept, in short. */
export async function RetentionPanel({ viewer }: { viewer: Viewer }) {
  const { recordDays, domainDays, originalDays, quarantineDays, failureDays } =
    await retentionInForce();
  const exceptions = Object.keys(domainDays).length;
  return (
    <Panel
      title="Retention"
      note="how long what is kept"
      action={
        isOperator(viewer) ? (
          <ButtonLink href="/settings/retention" small>
            Change
          </ButtonLink>
        ) : null
      }
    >
      <Facts>
        <Fact name="Records">
          {inWords(recordDays)}
          {exceptions > 0 ? `, of ${formatCount(exceptions)} domains otherwise` : ''}
        </Fact>
        <Fact name="Report files">{inWords(originalDays)}</Fact>
        <Fact name="Mails in quarantine">{inWords(quarantineDays)}</Fact>
        <Fact name="Addresses in failure reports">{inWords(failureDays)}</Fact>
      </Facts>
    </Panel>
  );
}

function inWords(days: number | null) {
  return days === null ? 'for ever' : `${formatCount(days)} days`;
}
