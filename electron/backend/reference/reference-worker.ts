import {
  checkGroup,
  type CheckOptions,
  type CheckedResult,
  type ResultGroup,
} from '#shared/replay/known-results/check-results.ts';

/** Checks the results of one model with one set of parameters in a worker thread. */
export const checkInWorker = ({
  group,
  options,
}: {
  group: ResultGroup;
  options: CheckOptions;
}): CheckedResult[] => checkGroup(group, options);
