const minted = Symbol('minted');

/**
 * Who asks, and what they may see. Every question of `lib/queries` demands one, and only
 * `lib/auth` mints one from a session or token: access control is a type error, not a habit.
 */
export type Viewer = {
  readonly userId: string | null;
  readonly name: string;
  readonly role: 'owner' | 'admin' | 'analyst' | 'auditor' | 'viewer' | 'system';
  /** Domains by id that the viewer is limited to; `all` for no limit. */
  readonly domains: 'all' | readonly number[];
  readonly [minted]: true;
};

/** For lib/auth alone: a viewer from what a session or a token proves. */
export function mintViewer(facts: Omit<Viewer, typeof minted>): Viewer {
  return Object.freeze({ ...facts, [minted]: true as const });
}

/**
 * Whether the viewer runs the installation: an owner or an admin. One who is limited to some domains
 * does not, since mailboxes, accounts and settings are everybody's.
 */
export function runsAll({ role, domains }: Viewer): boolean {
  return (role === 'owner' || role === 'admin' || role === 'system') && domains === 'all';
}

/** The product itself: jobs, the worker and an operator at the machine's own shell. */
export const SYSTEM_VIEWER: Viewer = mintViewer({
  userId: null,
  name: 'system',
  role: 'system',
  domains: 'all',
});
