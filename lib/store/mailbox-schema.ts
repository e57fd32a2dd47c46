import { z } from 'zod';
import { parseAfterAction } from '#lib/after-action';
import { isLoopback } from '#lib/loopback';
import { MAILBOX_AUTHS } from '#lib/mail-provider';

const action = z
  .string()
  .refine((text) => parseAfterAction(text) !== null, 'must be leave, seen, delete or move:FOLDER');

const words = z
  .string()
  .trim()
  .min(1)
  .max(255)
  .regex(/^\P{Cc}*$/u, 'must not hold control characters');

/** An empty field of a form is none. */
function optional<T extends z.ZodType>(given: T) {
  return z.preprocess((value) => (value === '' ? null : value), given.nullable().default(null));
}

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
    auth: z.enum(MAILBOX_AUTHS).default('password'),
    /** The password, the secret of the OAuth client, or the key of the service account. */
    password: z.string().max(8192),
    tokenEndpoint: optional(
      z.string().trim().max(2048).refine(isTokenEndpoint, 'must be https://'),
    ),
    clientId: optional(words),
    scope: optional(z.string().trim().max(1024)),
    refreshToken: optional(z.string().trim().max(16_384)),
    caPem: z
      .string()
      .regex(/-----BEGIN CERTIFICATE-----[\s\S]+-----END CERTIFICATE-----/, 'must be a PEM file')
      .nullable()
      .default(null),
    folder: words.default('INBOX'),
    afterSuccess: action.default('leave'),
    afterFailure: action.default('leave'),
    /** What came before this day is not read; null: everything is. */
    readSince: optional(z.coerce.date().min(new Date('1990-01-01')).max(new Date('2100-01-01'))),
  })
  .refine(({ tls, host }) => tls !== 'none' || isLoopback(host), {
    path: ['tls'],
    message: 'none would send the password in clear: it is for this machine only',
  })
  .refine(({ auth, password }) => auth === 'refresh_token' || password !== '', {
    path: ['password'],
    message: 'must not be empty',
  })
  .refine(({ auth, tokenEndpoint }) => auth === 'password' || tokenEndpoint !== null, {
    path: ['tokenEndpoint'],
    message: 'must say where access tokens are asked for',
  })
  .refine(({ auth, clientId }) => auth === 'password' || clientId !== null, {
    path: ['clientId'],
    message: 'must say who asks for access tokens',
  })
  .refine(({ auth, refreshToken }) => auth !== 'refresh_token' || refreshToken !== null, {
    path: ['refreshToken'],
    message: 'must not be empty',
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

/** Secrets travel there: in clear to nobody but this machine. */
function isTokenEndpoint(text: string) {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  if (username || password) return false;
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

/** Such mails would get new UIDs and be found new at every poll. */
function movesInto(text: string, folder: string) {
  const parsed = parseAfterAction(text);
  return parsed?.kind === 'move' && parsed.folder.toLowerCase() === folder.toLowerCase();
}
