import { env } from '#lib/env';

/** What a browser carries between two steps of a sign-in, for a few minutes. */
type Ticket = 'step' | 'sso';

export const TICKET_MINUTES = 10;

/** The cookie of a ticket, bound to this host like the session's. */
export function ticketCookie(ticket: Ticket) {
  const secure = env().PUBLIC_URL?.startsWith('https:') ?? false;
  return {
    name: `${secure ? '__Host-' : ''}ruascope-${ticket}`,
    options: {
      httpOnly: true,
      secure,
      sameSite: 'lax',
      path: '/',
      maxAge: TICKET_MINUTES * 60,
    },
  } as const;
}
