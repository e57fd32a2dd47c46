import { parentPort, workerData } from 'node:worker_threads';
import { anonymiseFile } from '#lib/report/anonymise-file';
import { anonymiseMail } from '#lib/report/anonymise-mail';
import { looksLikeMail } from '#lib/report/detect';
import { Disguise } from '#lib/report/disguise';
import type { SampleData, SampleReply } from './sample-thread.ts';

const { bytes, limits }: SampleData = workerData;

/** The inside of the sample thread: anonymises what it was started with, answers, and ends. */
const isMail = looksLikeMail(bytes);
const sample = isMail
  ? await anonymiseMail(bytes, limits)
  : await anonymiseFile(bytes, limits, new Disguise());
const reply: SampleReply = { sample, isMail };
parentPort?.postMessage(reply);
