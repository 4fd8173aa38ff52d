import { layoutCausesBar } from '#shared/charts/causes-bar.ts';
import type { Example } from '../example.ts';

export const causesBar: Example = {
  title: 'What breaks it',
  description: 'Shares of the breaches: load, failures, deployments, the payment provider.',
  height: 60,
  draw: (size) =>
    layoutCausesBar(
      {
        causes: [
          { id: 'load', name: 'Load', share: 0.71 },
          { id: 'failure', name: 'Failures', share: 0.14 },
          { id: 'deployment', name: 'Deployments', share: 0.09 },
          { id: 'dependency', name: 'Payment provider', share: 0.06 },
        ],
      },
      size,
    ),
};
