import { Command } from 'commander';
import { env } from '#lib/env';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import { rotateSecrets } from '#lib/store/rotate-secrets';
import { plural, print, printJson } from '#workers/terminal/print';

export function command(): Command {
  const secrets = new Command('secrets');
  secrets
    .command('rotate')
    .summary('seal every stored secret under SECRET_KEY; SECRET_KEY_OLD opens what was before')
    .option('--json', 'one line of JSON')
    .action(rotate);
  return secrets;
}

async function rotate({ json = false }: { json?: boolean }) {
  const rotation = await rotateSecrets(SYSTEM_VIEWER);
  if (json) return await printJson(rotation);
  const { keyId, moved, kept } = rotation;
  const before = kept > 0 ? `; ${plural(kept, 'secret')} had been before` : '';
  await print(`${plural(moved, 'secret')} sealed anew under the key ${keyId}${before}.`);
  if (env().SECRET_KEY_OLD) await print('SECRET_KEY_OLD is needed no more: take it away.');
}
