import { CHANGING_LOAD_MODELS } from './changing-load-models.ts';
import type { KnownModels } from './known-model.ts';
import { NETWORK_MODELS } from './network-models.ts';
import { PLANNING_MODELS } from './planning-models.ts';
import { RELIABILITY_MODELS } from './reliability-models.ts';
import { SHAPING_MODELS } from './shaping-models.ts';
import { WAITING_MODELS } from './waiting-models.ts';

/** Every model of which we have an exact answer. */
export const CLOSED_FORMS: KnownModels = {
  ...WAITING_MODELS,
  ...NETWORK_MODELS,
  ...RELIABILITY_MODELS,
  ...SHAPING_MODELS,
  ...CHANGING_LOAD_MODELS,
  ...PLANNING_MODELS,
};
