import { z } from 'zod';
import { parseAfterAction } from '#lib/after-action';
import { isLoopback } from '#lib/loopback';

const action = z
  .string()
  .refine((text) => parseAfterAction(text) !== null, 'must be leave, seen, delete or move:FOLDER');

const words = z
  .string()
  .trim()
  .min(1)
  .max(255)
  .regex(/^\P{Cc}*$/u, 'must not hold control characters');

/** A mailbox as a form or a command names it: the one place where its fields are judged. */
export const newMailbox = z
  .object({
    name: z
      .string()
      .regex(/^[a-z0-9][a-z0-9._-]{0,62}$/, 'must be lower case letters, digits, dots and dashes')
      .refine((name) => name !== 'all', 'must not be "all"'),
    host: z
      .string()
      .trim()
      .regex(/^[A-Za-z0-9.:_-]{1,253}$/, 'must be a host name or an address'),
    port: z.coerce.number().int().min(1).max(65_535).default(993),
    tls: z.enum(['implicit', 'starttls', 'none']).default('implicit'),
    username: words,
    password: z.string().min(1).max(1024),
    caPem: z
      .string()
      .regex(/-----BEGIN CERTIFICATE-----[\s\S]+-----END CERTIFICATE-----/, 'must be a PEM file')
      .nullable()
      .default(null),
    folder: words.default('INBOX'),
    afterSuccess: action.default('leave'),
    afterFailure: action.default('leave'),
  })
  .refine(({ tls, host }) => tls !== 'none' || isLoopback(host), {
    path: ['tls'],
    message: 'none would send the password in clear: it is for this machine only',
  })
  .refine((mailbox) => !movesInto(mailbox.afterSuccess, mailbox.folder), {
    path: ['afterSuccess'],
    message: 'must not move mails into the folder that is read',
  })
  .refine((mailbox) => !movesInto(mailbox.afterFailure, mailbox.folder), {
    path: ['afterFailure'],
    message: 'must not move mails into the folder that is read',
  });

export type NewMailbox = z.infer<typeof newMailbox>;

/** Such mails would get new UIDs and be found new at every poll. */
function movesInto(text: string, folder: string) {
  const parsed = parseAfterAction(text);
  return parsed?.kind === 'move' && parsed.folder.toLowerCase() === folder.toLowerCase();
}
