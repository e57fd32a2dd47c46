import { Keys } from '#app/_ui/keys.client';
import { requireViewer } from '#lib/auth/require-viewer';
import { askDomainNames } from './asked.tsx';

/** The keyboard's way about, with the domains that the viewer may go to. */
export async function KeysWithDomains() {
  return <Keys domains={await askDomainNames(await requireViewer())} />;
}
