import { db, sql } from '#lib/db/client';
import type { Viewer } from '#lib/filter/viewer';
import { health } from './health.ts';
import { type ProductVersion, productVersion } from './product-version.ts';

/** What runs here, for whoever asks for help or has to prove it. */
export type About = ProductVersion & { node: string; postgres: string; schema: string };

/** Versions of the product and of what it stands on. They name nobody: all who are signed in may see. */
export async function about(_: Viewer): Promise<About> {
  const [[row], { schema }] = await Promise.all([
    db().$queryRaw<[{ version: string }]>(sql`SELECT current_setting('server_version') AS version`),
    health(),
  ]);
  return { ...productVersion(), node: process.versions.node, postgres: row.version, schema };
}
