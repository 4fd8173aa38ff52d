import type { LossKind } from '../../replay/replay-result.ts';

/** What may become of a request that is not answered, in the order it may befall it. */
export const lossKinds: readonly LossKind[] = ['limited', 'shed', 'rejected', 'timedOut', 'failed'];
