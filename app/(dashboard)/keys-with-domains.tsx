import { Keys } from '#app/_ui/keys.client';
import { requireViewer } from '#lib/auth/require-viewer';
import { askDomainNames, askGroups } from './asked.tsx';

/** The keyboard's way about, with the domains and groups that the viewer may go to. */
export async function KeysWithDomains() {
  const viewer = await requireViewer();
  const [domains, groups] = await Promise.all([askDomainNames(viewer), askGroups(viewer)]);
  return <Keys places={{ domains, groups: groups.map(({ name }) => ({ name })) }} />;
}
