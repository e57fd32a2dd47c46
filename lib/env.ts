import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { AppError } from '#lib/errors';
import { isLoopback } from '#lib/loopback';
import { LIMITS, type LimitName } from '#lib/report/limits';

/**
 * Every variable of the environment, its default and its bounds; `.env.example` documents the same
 * list. Each may also be given as NAME_FILE, the path of a file that holds the value.
 */
const schema = z.object({
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must start with postgresql://')
    .optional(),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  PUBLIC_URL: z.url().optional(),
  DATA_DIR: z.string().min(1).default('.data'),
  SECRET_KEY: z.string().min(32, 'must hold at least 32 characters').optional(),
  SECRET_KEY_OLD: z.string().min(32, 'must hold at least 32 characters').optional(),
  OIDC_ISSUER: z.url().refine(isEncrypted, 'must start with https://').optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_NAME: z.string().max(60).optional(),
  OIDC_ROLE: z.enum(['viewer', 'auditor', 'analyst', 'admin']).optional(),
  MAILBOX_URL: z
    .string()
    .regex(/^imaps?:\/\//, 'must look like imaps://user@host:993/INBOX')
    .optional(),
  MAILBOX_PASSWORD: z.string().optional(),
  POLL_SECONDS: z.coerce.number().int().min(1).max(86_400).default(300),
  CHECK_SENDERS: z.enum(['on', 'off']).default('on'),
  LOOK_UP_SOURCES: z.enum(['on', 'off']).default('on'),
  DNS_SERVERS: list(),
  AUTHSERV_IDS: list(),
  PRIVATE_ENDPOINTS: z.enum(['on', 'off']).default('off'),
  KEEP_FAILED_MAIL: z.enum(['on', 'off']).default('off'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  API_REQUESTS_PER_MINUTE: z.coerce.number().int().min(1).default(600),
  QUESTION_SECONDS: z.coerce.number().int().min(1).max(3600).default(30),
  DOWNLOADS_AT_ONCE: z.coerce.number().int().min(1).max(100).default(8),
  MAX_MAIL_BYTES: limit('mailBytes'),
  MAX_MIME_PARTS: limit('mimeParts'),
  MAX_REPORT_PARTS: limit('reportParts'),
  MAX_MAIL_DEPTH: limit('mailDepth'),
  MAX_ARCHIVE_ENTRIES: limit('archiveEntries'),
  MAX_ARCHIVE_DEPTH: limit('archiveDepth'),
  MAX_UNPACKED_BYTES: limit('unpackedBytes'),
  MAX_JSON_BYTES: limit('jsonBytes'),
  MAX_RECOVER_BYTES: limit('recoverBytes'),
  MAX_XML_TOKEN: limit('xmlToken'),
  MAX_XML_DEPTH: limit('xmlDepth'),
  MAX_XML_NAME: limit('xmlName'),
  MAX_XML_ELEMENTS: limit('xmlElements'),
  MAX_RECORDS: limit('records'),
  MAX_SIGNATURES: limit('signatures'),
  MAX_RESULTS: limit('results'),
  MAX_TLS_POLICIES: limit('policies'),
  MAX_RANGE_DAYS: limit('rangeDays'),
});

export type Env = z.infer<typeof schema>;

/**
 * Parses an environment. A wrong value is refused with the variable's name and what it should be
 * (`config/invalid`, exit 78); an empty one counts as not set.
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given: Record<string, string> = {};
  for (const name of Object.keys(schema.shape)) {
    const file = source[`${name}_FILE`];
    const value = file ? readSecretFile(name, file) : source[name];
    if (value !== undefined && value !== '') given[name] = value;
  }
  const parsed = schema.safeParse(given);
  if (parsed.success) return complete(parsed.data);
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new AppError('config/invalid', { detail: faults.join('; ') });
}

/** One variable that cannot do without others names those that are missing. */
function complete(parsed: Env): Env {
  if (!parsed.OIDC_ISSUER) return parsed;
  const needed = ['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'PUBLIC_URL'] as const;
  const missing = needed.filter((name) => !parsed[name]);
  if (missing.length === 0) return parsed;
  throw new AppError('config/invalid', { detail: `OIDC_ISSUER needs ${missing.join(', ')} too` });
}

/** The environment of this process, read once; `.env` beside package.json is read first. */
export function env(): Env {
  cached ??= parseEnv(loadedEnvironment());
  return cached;
}

/** Adds what a process only learns as it runs: where the embedded database is, and its key. */
export function completeEnv(
  facts: Partial<Pick<Env, 'DATABASE_URL' | 'SECRET_KEY' | 'SECRET_KEY_OLD'>>,
): void {
  cached = { ...env(), ...facts };
}

let cached: Env | undefined;

function loadedEnvironment() {
  try {
    process.loadEnvFile('.env');
  } catch (cause) {
    // No .env is the normal case; one that cannot be read is a mistake worth telling.
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'ENOENT')) {
      throw new AppError('config/invalid', { cause, detail: 'The file .env cannot be read.' });
    }
  }
  return process.env;
}

function readSecretFile(name: string, file: string) {
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  } catch (cause) {
    throw new AppError('config/invalid', { cause, detail: `${name}_FILE: cannot read ${file}` });
  }
}

/** Loopback is for tests and for a provider on the same machine. */
function isEncrypted(url: string) {
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

function limit(name: LimitName) {
  return z.coerce.number().int().min(1).default(LIMITS[name].fallback);
}

function list() {
  return z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((word) => word.trim())
        .filter((word) => word !== ''),
    );
}
