import { existsSync, readFileSync } from 'node:fs';

const MANIFEST = '.next/server/server-reference-manifest.json';

/** As Next writes it down when it builds. */
type Manifest = { node: Record<string, { exportedName: string }> };

let names: Map<string, string> | undefined;

/** What a server action of the build is called, by the id under which browsers call it. */
export function actionName(id: string): string | null {
  names ??= readNames();
  return names.get(id) ?? null;
}

/** While it is developed there is no build to tell. */
function readNames() {
  if (!existsSync(MANIFEST)) return new Map<string, string>();
  const { node }: Manifest = JSON.parse(readFileSync(MANIFEST, 'utf8'));
  return new Map(Object.entries(node).map(([id, { exportedName }]) => [id, exportedName]));
}
