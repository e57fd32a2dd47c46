import { getCompileCacheDir } from 'node:module';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { env } from '#lib/env';
import { type Limits, limitsFrom } from '#lib/report/limits';
import { NO_HEADERS } from '#lib/report/no-headers';
import type { ReadMail } from '#lib/report/read-mail';
import type { FlatMail } from './flatten.ts';
import { putPieces, type ReaderIsFull, type ReadReply, type RecordPiece } from './reader-reply.ts';

/**
 * What the thread is asked to read; `name` is null for a mail. `isFlat`: whether the answer is to be
 * what the store takes. `evidence`: whether to find out who sent it, which asks DNS; only mails with a
 * report are asked.
 */
export type ReadRequest = {
  id: number;
  name: string | null;
  bytes: Uint8Array;
  isFlat: boolean;
  evidence: boolean;
};

/** What the thread needs to know of the world, since it has no environment. */
export type ReaderData = { limits: Limits; dnsServers: string[]; authservIds: string[] };

/**
 * Reads mails and files of strangers in a thread of their own. Its functions always answer: bytes
 * that exhaust the thread's memory or time end the thread, not the process, and the answer says so.
 */
export type Reader = {
  readMail(raw: Uint8Array): Promise<ReadMail>;
  readFile(name: string, bytes: Uint8Array): Promise<ReadMail>;
  /** Reads a mail (`name` null) or a file as the store takes it. */
  readFlat(
    name: string | null,
    bytes: Uint8Array,
    options?: Partial<Pick<ReadRequest, 'evidence'>>,
  ): Promise<FlatMail>;
  /** Ends the thread; what still waits is answered as crashed. */
  close(): Promise<void>;
};

type ReaderOptions = {
  limits?: Limits;
  /** Where DNS is asked; empty for the system's own resolvers. */
  dnsServers?: string[];
  /** authserv-ids of the mailbox's own servers (RFC 8601), whose word is believed. */
  authservIds?: string[];
  deadlineMs?: number;
  heapMb?: number;
  /** A plain path, not a URL of this module: a bundler would rewrite that and find no worker. */
  workerPath?: string;
};

/** Makes a reader. Its thread starts with the first request, and again after a crash. */
export function createReader({
  limits = limitsFrom(env()),
  dnsServers = env().DNS_SERVERS,
  authservIds = env().AUTHSERV_IDS,
  deadlineMs = 20_000,
  heapMb = 256,
  workerPath = join(process.cwd(), 'lib/ingest/reader-worker.ts'),
}: ReaderOptions = {}): Reader {
  const thread = new ReaderThread({
    limits,
    dnsServers,
    authservIds,
    deadlineMs,
    heapMb,
    workerPath,
  });
  return {
    readMail: (raw) => thread.read(null, raw),
    readFile: (name, bytes) => thread.read(name, bytes),
    readFlat: (name, bytes, { evidence = false } = {}) => thread.readFlat(name, bytes, evidence),
    close: () => thread.close(),
  };
}

/** `take` is given each reply, and says whether it was the last one. */
type Job = ReadRequest & {
  take: (reply: ReadReply) => boolean;
  crash: (mail: Crashed) => void;
};

/** As much is sent ahead of its turn, so that the thread need not wait for us between small mails. */
const AHEAD = 8;
const AHEAD_BYTES = 2 ** 20;

class ReaderThread {
  readonly #options: Required<ReaderOptions>;
  readonly #waiting: Job[] = [];
  /** Sent and not answered. The thread reads in this order, so the first one is in its hands. */
  readonly #sent: Job[] = [];
  #worker: Worker | null = null;
  /** Pending while a thread that was given up frees its memory: until then no other one starts. */
  #retirement: Promise<void> | null = null;
  #deadline: NodeJS.Timeout | undefined;
  #lastId = 0;

  constructor(options: Required<ReaderOptions>) {
    this.#options = options;
  }

  read(name: string | null, bytes: Uint8Array): Promise<ReadMail> {
    const pieces: RecordPiece[] = [];
    return this.#ask({ name, bytes, isFlat: false, evidence: false }, ({ piece, mail }) => {
      if (piece) pieces.push(piece);
      if (mail) putPieces(mail, pieces);
      return mail ?? null;
    });
  }

  readFlat(name: string | null, bytes: Uint8Array, evidence: boolean): Promise<FlatMail> {
    return this.#ask({ name, bytes, isFlat: true, evidence }, ({ flat }) => flat ?? null);
  }

  #ask<Answer>(
    request: Omit<ReadRequest, 'id'>,
    answerIn: (reply: ReadReply) => Answer | null,
  ): Promise<Answer | Crashed> {
    return new Promise((answer) => {
      this.#lastId += 1;
      const take = (reply: ReadReply) => {
        const found = answerIn(reply);
        if (found) answer(found);
        return found !== null;
      };
      this.#waiting.push({ ...request, id: this.#lastId, take, crash: answer });
      this.#next();
    });
  }

  async close() {
    const worker = this.#worker;
    this.#worker = null;
    clearTimeout(this.#deadline);
    const open = [...this.#sent.splice(0), ...this.#waiting.splice(0)];
    for (const job of open) job.crash(crashed(job, 'The reader was closed.'));
    await Promise.all([worker?.terminate(), this.#retirement]);
  }

  #next() {
    if (this.#retirement !== null) return;
    for (const job of this.#waiting.splice(0, this.#room())) this.#send(job);
    if (this.#sent.length === 0) this.#worker?.unref();
  }

  /** How many of those that wait may be sent: none ahead of its turn that is large, or behind a large one. */
  #room() {
    let bytes = this.#sent.reduce((sum, job) => sum + job.bytes.length, 0);
    const most = this.#waiting.slice(0, AHEAD - this.#sent.length);
    const first = most.findIndex((job) => {
      bytes += job.bytes.length;
      return bytes > AHEAD_BYTES;
    });
    const room = first === -1 ? most.length : first;
    return this.#sent.length === 0 ? Math.max(room, 1) : room;
  }

  #send(job: Job) {
    const worker = this.#worker ?? this.#start();
    this.#sent.push(job);
    if (this.#sent.length === 1) this.#takeInHand(worker);
    // The caller keeps its bytes, for the quarantine: the thread gets a copy, by moving it.
    const bytes = new Uint8Array(job.bytes);
    const { id, name, isFlat, evidence } = job;
    const request: ReadRequest = { id, name, bytes, isFlat, evidence };
    worker.postMessage(request, [bytes.buffer]);
  }

  /** One is read at a time, so that a deadline or a crash is the fault of the first one sent. */
  #takeInHand(worker: Worker) {
    worker.ref();
    clearTimeout(this.#deadline);
    const { deadlineMs } = this.#options;
    this.#deadline = setTimeout(() => {
      this.#crash(worker, `It took longer than ${deadlineMs / 1000} seconds.`);
    }, deadlineMs);
  }

  #start() {
    const { workerPath, limits, dnsServers, authservIds, heapMb } = this.#options;
    const workerData: ReaderData = { limits, dnsServers, authservIds };
    const worker = new Worker(workerPath, {
      workerData,
      resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: 12 },
      env: threadEnvironment(),
      execArgv: [],
    });
    worker.on('message', (message: ReadReply | ReaderIsFull) => {
      if (worker !== this.#worker) return;
      if ('full' in message) this.#retire(worker);
      else this.#take(worker, message);
    });
    let reason = 'It ended unexpectedly.';
    worker.on('error', (error) => {
      reason = error.message;
    });
    // It ends after an error, too, and by then everything that it answered has arrived.
    worker.on('exit', () => this.#crash(worker, reason));
    this.#worker = worker;
    return worker;
  }

  #take(worker: Worker, reply: ReadReply) {
    const [job, next] = this.#sent;
    if (job?.id !== reply.id || !job.take(reply)) return;
    this.#sent.shift();
    if (next) this.#takeInHand(worker);
    else clearTimeout(this.#deadline);
    this.#next();
  }

  /**
   * Gives a thread up that did well but could not free what it had read: a second large mail would lie
   * beside it. What it was sent since goes to the next thread.
   */
  #retire(worker: Worker) {
    this.#worker = null;
    clearTimeout(this.#deadline);
    this.#waiting.unshift(...this.#sent.splice(0));
    this.#retirement = worker.terminate().then(() => {
      this.#retirement = null;
      this.#next();
    });
  }

  /** Ends this worker and answers for what was in its hands; one that was given up is left alone. */
  #crash(worker: Worker | null, reason: string) {
    if (!worker || worker !== this.#worker) return;
    this.#worker = null;
    clearTimeout(this.#deadline);
    void worker.terminate();
    const [job, ...others] = this.#sent.splice(0);
    this.#waiting.unshift(...others);
    job?.crash(crashed(job, reason));
    this.#next();
  }
}

/**
 * A thread that reads strangers' bytes is told no secrets; only where compiled code lies, since what
 * compiles TypeScript takes 20 MiB of a thread that loads it.
 */
function threadEnvironment(): Record<string, string> {
  const cache = getCompileCacheDir();
  return cache ? { NODE_COMPILE_CACHE: dirname(cache) } : {};
}

type Crashed = ReturnType<typeof crashed>;

function crashed({ name, bytes }: Job, reason: string) {
  const text = `Reading this ended the reader: ${reason.slice(0, 200)}`;
  const error = { code: 'report/reader-crashed', text } as const;
  const outcome = { ok: false, error } as const;
  const item = { fileName: name, member: null, kind: 'none', size: bytes.length, outcome } as const;
  return { ...NO_HEADERS, items: [item], evidence: null };
}
