import { ButtonLink } from '#app/_ui/button';
import { Fact, Facts } from '#app/_ui/facts';
import { Panel } from '#app/_ui/panel';
import { SenderVerdict } from '#app/_ui/sender-verdict';
import { isOperator } from '#lib/auth/require-viewer';
import type { Viewer } from '#lib/filter/viewer';
import { type VerdictSetting, verdictSettings } from '#lib/queries/verdict-settings';

/** Which reports count, in short. */
export async function CountedPanel({ viewer }: { viewer: Viewer }) {
  const settings = await verdictSettings(viewer);
  return (
    <Panel
      title="Which reports count"
      note="by how sure it is who sent them"
      action={
        isOperator(viewer) ? (
          <ButtonLink href="/settings/reports" small>
            Change
          </ButtonLink>
        ) : null
      }
    >
      <Facts>
        <Fact name="In every number">
          <Verdicts settings={settings.filter(({ counts }) => counts)} />
        </Fact>
        <Fact name="Kept, and not counted">
          <Verdicts settings={settings.filter(({ counts }) => !counts)} />
        </Fact>
      </Facts>
    </Panel>
  );
}

function Verdicts({ settings }: { settings: readonly VerdictSetting[] }) {
  if (settings.length === 0) return 'none';
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-0.5">
      {settings.map(({ verdict }) => (
        <li key={verdict}>
          <SenderVerdict verdict={verdict} />
        </li>
      ))}
    </ul>
  );
}
