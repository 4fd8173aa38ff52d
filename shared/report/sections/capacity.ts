import {
  heading,
  type MaybeBlock,
  type MaybeSection,
  note,
  paragraph,
  section,
  table,
} from '../document-parts.ts';
import { utilizationPicture } from '../pictures.ts';
import type { ReportContext } from '../report-context.ts';
import { shareText } from '../words/amount-text.ts';
import { kindText, pathText, redundancyText, sizeText, workText } from '../words/component-text.ts';

/** What the service is made of and how much it can do. */
export function capacitySection(context: ReportContext): MaybeSection {
  const { components } = context.plan;
  return section('capacity', 'Capacity we assume', [
    paragraph(
      'The service consists of the components below. Every request of a journey passes through them in the order of its path and waits where they are busy.',
    ),
    componentTable(context),
    policyNote(context),
    journeyTable(context),
    context.pictures.components.length > 0 && heading('How busy the components get'),
    context.pictures.components.length > 0 &&
      components.length > 0 &&
      paragraph(
        'The busiest hour of each month: in one of twenty simulated futures it is busier than shown. A component above full utilization was asked for more than it can do, and requests wait, are rejected or time out.',
      ),
    utilizationPicture(context),
  ]);
}

function componentTable({ plan }: ReportContext): MaybeBlock {
  return table('Components', plan.components, [
    {
      heading: 'Component',
      cell: (component) => ({
        strong: component.name,
        note: [kindText(component), component.owner].filter(Boolean).join(' · '),
      }),
    },
    { heading: 'Size', width: 1.5, cell: sizeText },
    { heading: 'Time for one request', width: 1.2, cell: workText },
    { heading: 'Protection', width: 1.1, cell: redundancyText },
  ]);
}

/** Utilization that the plan does not want to exceed, where it says so. */
function policyNote({ plan }: ReportContext): MaybeBlock {
  const limits = plan.components.flatMap((component) =>
    'maximumUtilization' in component && component.maximumUtilization !== undefined
      ? [`${component.name} ${shareText(component.maximumUtilization)}`]
      : [],
  );
  return (
    limits.length > 0 &&
    note(`Utilization that is not to be exceeded in the busiest hour: ${limits.join(', ')}.`)
  );
}

function journeyTable({ plan, names }: ReportContext): MaybeBlock {
  return table('Journeys and their paths', plan.journeys, [
    {
      heading: 'Journey',
      cell: ({ name, priorityClass }) => ({ strong: name, note: names.priorityClass(priorityClass) }),
    },
    { heading: 'Path', width: 3, cell: (journey) => pathText(journey, names) },
  ]);
}
