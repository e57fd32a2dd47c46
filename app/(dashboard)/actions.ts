'use server';

import { refresh } from 'next/cache';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { requireOperator, requireViewer } from '#lib/auth/require-viewer';
import { signOut } from '#lib/auth/sign-in';
import { removeDemo } from '#lib/store/demo';
import { dismissSetup } from '#lib/store/setup';

/** Ends the session. */
export async function signOutAction(): Promise<void> {
  await signOut(await headers());
  redirect('/login');
}

/** Takes the demo's domains away, with everything that was reported about them. */
export async function removeDemoAction(): Promise<void> {
  const viewer = await requireViewer();
  requireOperator(viewer);
  await removeDemo(viewer);
  refresh();
}

/** Shows the first steps no more, to anybody. */
export async function dismissSetupAction(): Promise<void> {
  const viewer = await requireViewer();
  requireOperator(viewer);
  await dismissSetup(viewer, new Date());
  refresh();
}
