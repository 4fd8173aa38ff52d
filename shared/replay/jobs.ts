import { JOB, JOB_SHIFT, STATUS } from './layout.ts';

/**
 * Rows for jobs, taken and given back; a row given back is taken first. In a free row the request is
 * the job itself, and what few jobs ever set is 0: `made`, `more`, `pending`, `attempt`, `flags`.
 */
export interface Jobs {
  rows: Int32Array;
  times: Float64Array;
  /** Offset behind the last row ever taken. */
  end: number;
  free: Int32Array;
  freeCount: number;
}

const { root, made, more, pending, attempt, status, flags } = JOB;
const { free } = STATUS;

export function createJobs(capacity: number): Jobs {
  return {
    rows: new Int32Array(capacity << JOB_SHIFT),
    times: new Float64Array((capacity << JOB_SHIFT) >> 1),
    end: 0,
    free: new Int32Array(capacity),
    freeCount: 0,
  };
}

export function clearJobs(jobs: Jobs): void {
  jobs.rows.fill(0);
  jobs.end = 0;
  jobs.freeCount = 0;
}

/** Whether no row is left. */
export const isFull = ({ freeCount, end, rows }: Jobs): boolean => freeCount === 0 && end === rows.length;

/** Twice the rows. */
export function growJobs(jobs: Jobs): void {
  const { rows, times, free: list } = jobs;
  jobs.rows = new Int32Array(2 * rows.length);
  jobs.rows.set(rows);
  jobs.times = new Float64Array(2 * times.length);
  jobs.times.set(times);
  jobs.free = new Int32Array(2 * list.length);
  jobs.free.set(list);
}

/** A row; there is room. */
export function takeJob(jobs: Jobs): number {
  if (jobs.freeCount > 0) return jobs.free[--jobs.freeCount]!;
  const job = jobs.end;
  jobs.end += 1 << JOB_SHIFT;
  jobs.rows[job + root] = job;
  return job;
}

export function giveBackJob(jobs: Jobs, job: number): void {
  const { rows } = jobs;
  rows[job + status] = free;
  rows[job + root] = job;
  rows[job + made] = 0;
  rows[job + more] = 0;
  rows[job + pending] = 0;
  rows[job + attempt] = 0;
  rows[job + flags] = 0;
  jobs.free[jobs.freeCount++] = job;
}
