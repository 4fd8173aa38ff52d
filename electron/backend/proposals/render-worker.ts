import { parentPort, workerData } from 'node:worker_threads';
import type { TypesetJob } from './typeset-job.ts';
import { typeset } from './typeset.ts';

/**
 * One document, then the end: typesetting cannot be interrupted, so it has a thread of its own
 * that its caller may give up.
 */
parentPort?.postMessage(await typeset(workerData as TypesetJob));
