import pino from 'pino';
import { env } from '#lib/env';

/**
 * One line of JSON per event, on stderr so that a command's stdout stays its answer. Values of these
 * keys never reach a line, at any depth that we log.
 */
export const log = pino(
  {
    level: env().LOG_LEVEL,
    base: null,
    redact: {
      paths: ['password', '*.password', 'secret', '*.secret', 'token', '*.token'],
      censor: '•',
    },
  },
  pino.destination({ dest: 2, sync: true }),
);
