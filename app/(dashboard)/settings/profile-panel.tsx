import { Fact, Facts } from '#app/_ui/facts';
import { Panel } from '#app/_ui/panel';
import { ThemeSwitch } from '#app/_ui/theme-switch.client';
import type { Viewer } from '#lib/filter/viewer';

type ProfilePanelProps = { viewer: Viewer; theme: string | undefined };

/** Who is signed in, and how it looks for them. */
export function ProfilePanel({ viewer, theme }: ProfilePanelProps) {
  return (
    <Panel title="Profile">
      <Facts>
        <Fact name="Name">{viewer.name}</Fact>
        <Fact name="Role">{viewer.role}</Fact>
        <Fact name="Theme">
          <div className="mt-1">
            <ThemeSwitch cookie={theme} />
          </div>
        </Fact>
      </Facts>
    </Panel>
  );
}
