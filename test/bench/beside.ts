import { hasDovecot } from '#test/support/dovecot';
import { startProxy } from '#test/support/tcp-proxy';
import type { Figure } from './figure.ts';
import { type MailHouse, openMailHouse } from './mail-house.ts';
import { measure, measureInTurn } from './measure.ts';
import { pollInProcesses } from './poll-process.ts';

const USERS = ['one', 'two'];

/**
 * What mailboxes are to each other: two of them in one process and in two, and one beside another
 * whose server drips. Each is measured in turn with what it is held against. Nothing without Dovecot.
 */
export async function benchBeside(isQuick: boolean): Promise<Figure[]> {
  if (!hasDovecot) return [];
  await using house = await openMailHouse();
  const mails = isQuick ? 500 : 3000;
  const rounds = isQuick ? 1 : 3;
  await house.fill([...USERS, 'slow'], 'small', mails);
  return [
    ...(await twoMailboxes(house, mails, rounds)),
    ...(await besideSlow(house, mails, rounds)),
  ];
}

async function twoMailboxes(house: MailHouse, mails: number, rounds: number): Promise<Figure[]> {
  const taken = { one: [] as number[], two: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    for (const [key, commands] of [
      ['one', [['--all']]],
      ['two', USERS.map((user) => [user])],
    ] as const) {
      await house.empty();
      for (const user of USERS) await house.addUser(user, house.dovecot.imaps, 'seen');
      taken[key].push(await pollInProcesses(house.url, commands, USERS.length * mails));
    }
  }
  const rate = (seconds: number[]) => (USERS.length * mails) / middleOf(seconds);
  const [one, two] = [rate(taken.one), rate(taken.two)];
  const what = `two mailboxes of ${mails} mails`;
  const ratio = `${(two / one).toFixed(2)} of one process`;
  return [
    { what: `${what}, one process`, value: one, unit: 'mails/s' },
    { what: `${what}, two processes`, value: two, unit: 'mails/s', ratio },
  ];
}

async function besideSlow(house: MailHouse, mails: number, rounds: number): Promise<Figure[]> {
  const { pollOnce } = await import('#workers/poll-mailbox');
  const drip = await startProxy(house.dovecot.imaps, { bytesPerSecond: 1_000 });
  const seconds = { alone: [] as number[], beside: [] as number[] };
  const poll = async (key: keyof typeof seconds) => {
    await house.empty();
    await house.addUser('one', house.dovecot.imaps, 'seen');
    await house.addUser('slow', drip.port, 'seen');
    const stop = new AbortController();
    const slow = key === 'beside' ? pollOnce('slow', { stop: stop.signal }) : null;
    seconds[key].push((await measure(() => pollOnce('one'))).seconds);
    stop.abort();
    await slow;
  };
  await measureInTurn(
    () => poll('alone'),
    () => poll('beside'),
    rounds,
  );
  await drip.close();
  const [alone, beside] = [mails / middleOf(seconds.alone), mails / middleOf(seconds.beside)];
  const what = `a mailbox of ${mails} mails`;
  return [
    { what: `${what}, alone`, value: alone, unit: 'mails/s' },
    {
      ...{ what: `${what}, beside one at 1 KB/s`, value: (100 * beside) / alone },
      ...{ unit: '% of alone', target: 90 },
    },
  ];
}

function middleOf(values: readonly number[]) {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
