import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { ImapFlow } from 'imapflow';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool, pool } from '#lib/db/pool';
import { FAULT_POINTS } from '#lib/fault';
import { forgetDictionary } from '#lib/store/dictionary';
import { type Dovecot, hasDovecot, PASSWORD, startDovecot } from '#test/support/dovecot';
import { addUser } from '#test/workers/mail-house';
import { pollOnce } from '#workers/poll-mailbox';
import { changes, LAST_POLL, startWorker } from './broken-house.ts';
import { knownMails, sha256 } from './known-mails.ts';
import { Model } from './model.ts';
import { countAll } from './tally.ts';

const SEED = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
const STORIES = Number(process.env['STORIES'] ?? 30);
const MAILS = knownMails(40);

let dovecot: Dovecot;

beforeAll(async () => {
  if (hasDovecot) dovecot = await startDovecot();
});

afterAll(async () => {
  await dovecot?.stop();
  await closePool();
  await disconnect();
});

/** A user of the server, whose mailbox is the only one in the database. */
type Real = { user: string };
type Command = fc.AsyncCommand<Model, Real>;

class Deliver implements Command {
  readonly numbers: readonly number[];

  constructor(numbers: readonly number[]) {
    this.numbers = numbers;
  }

  check = () => true;
  async run(model: Model, { user }: Real) {
    // The same number again is the same mail again.
    const mails = this.numbers.flatMap((number) => MAILS[number] ?? []);
    model.deliver(mails);
    dovecot.deliver(
      user,
      mails.map(({ raw }) => raw),
    );
  }
  toString = () => `deliver ${this.numbers}`;
}

class Poll implements Command {
  check = () => true;
  async run(model: Model, { user }: Real) {
    // The server drops a killed worker's lock when it notices, which is soon.
    await expect.poll(() => pollOnce(user), { timeout: 20_000 }).toMatchObject([POLLED]);
    model.poll();
    const there = await countAll(pool(), (folder) => dovecot.read(user, folder));
    expect(there).toMatchObject({ ...model.outcome(), openRuns: 0 });
    expect(there.ledger.filter((line) => line.endsWith(' claimed'))).toEqual([]);
  }
  toString = () => 'poll';
}

const POLLED = { state: 'polled', problem: null };

class Kill implements Command {
  readonly point: string;

  constructor(point: string) {
    this.point = point;
  }

  check = () => true;
  async run(model: Model) {
    model.isCertain = false;
    const worker = startWorker({ FAULT: `${this.point}:1:kill`, POLL_SECONDS: '600' });
    // Where there is nothing to do, some points are never passed.
    await changes(pool(), LAST_POLL, worker);
    await worker.end('SIGKILL');
  }
  toString = () => `kill ${this.point}`;
}

class MoveBack implements Command {
  check = (model: Readonly<Model>) => model.isCertain && model.hasDone;
  async run(model: Model, { user }: Real) {
    const { imap: port } = dovecot;
    const auth = { user, pass: PASSWORD };
    const place = { host: '127.0.0.1', port, secure: false, doSTARTTLS: false };
    const client = new ImapFlow({ ...place, auth, logger: false });
    await client.connect();
    await client.mailboxOpen('Done');
    const mail = await client.fetchOne('1', { source: true });
    if (mail === false || !mail.source) throw new Error('There is no mail in Done.');
    await client.messageMove('1', 'INBOX');
    await client.logout();
    model.moveBack(sha256(mail.source));
  }
  toString = () => 'move back';
}

class ChangeUidValidity implements Command {
  check = () => true;
  async run(_: Model, { user }: Real) {
    // Dovecot makes a UIDVALIDITY of the second in which it begins.
    await sleep(1_001 - (Date.now() % 1_000));
    dovecot.resetUids(user);
  }
  toString = () => 'change UIDVALIDITY';
}

const COMMANDS: fc.Arbitrary<Command>[] = [
  fc.array(fc.nat(MAILS.length - 1), { minLength: 1, maxLength: 8 }).map((n) => new Deliver(n)),
  fc.constant(new Poll()),
  fc.constantFrom(...FAULT_POINTS).map((point) => new Kill(point)),
  fc.constant(new MoveBack()),
  fc.constant(new ChangeUidValidity()),
];

test.skipIf(!hasDovecot)(
  `${STORIES} stories end as the model says (SEED=${SEED})`,
  async () => {
    let story = 0;
    await fc.assert(
      fc.asyncProperty(fc.commands(COMMANDS, { maxCommands: 6 }), async (commands) => {
        story += 1;
        const user = `story-${story}`;
        await pool().query(
          'TRUNCATE record, daily, report, message, run, domain, reporter, auth_set, source, mailbox CASCADE',
        );
        forgetDictionary();
        await addUser(dovecot, user, { afterSuccess: 'move:Done', afterFailure: 'move:Bad' });
        const model = new Model();
        const real = { user };
        await new Deliver([0, 5, 7]).run(model, real);
        await fc.asyncModelRun(() => ({ model, real }), commands);
        await new Poll().run(model, real);
      }),
      { seed: SEED, numRuns: STORIES, endOnFailure: true },
    );
  },
  STORIES * 20_000,
);
