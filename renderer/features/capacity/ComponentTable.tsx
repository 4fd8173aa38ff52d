import { utilizationText } from '#shared/charts/number-text.ts';
import { visitsOf } from '#shared/domain/journey.ts';
import { isServing, type Component } from '#shared/domain/component.ts';
import type { Plan } from '#shared/domain/plan.ts';
import { Table, type Column } from '#renderer/ui/Table.tsx';
import { kindNames } from './capacity-edits.ts';
import { sizeText } from './capacity-words.ts';
import type { CapacityPictures } from './use-capacity-pictures.ts';

export interface ComponentTableProps {
  plan: Plan;
  pictures: CapacityPictures;
  selected: string | undefined;
  onSelect: (component: string) => void;
}

/** The same components as rows. */
export function ComponentTable({
  plan,
  pictures: { utilization, month },
  selected,
  onSelect,
}: ComponentTableProps) {
  const journeysOf = ({ id }: Component) =>
    plan.journeys
      .filter(({ path }) => visitsOf(path).some(({ component }) => component === id))
      .map(({ name }) => name)
      .join(', ');
  const utilizationOf = (component: Component) =>
    isServing(component) ? (utilization.get(component.id) ?? null) : null;
  const columns: Column<Component>[] = [
    { id: 'name', header: 'Component', cell: nameCell, value: ({ name }) => name },
    { id: 'kind', header: 'Kind', cell: ({ kind }) => kindNames[kind], value: ({ kind }) => kindNames[kind] },
    { id: 'size', header: 'Size', cell: sizeText, value: sizeText },
    {
      id: 'journeys',
      header: 'Journeys',
      cell: (component) => journeysOf(component) || 'none',
      value: journeysOf,
    },
    { id: 'owner', header: 'Owner', cell: ({ owner }) => owner ?? '–', value: ({ owner }) => owner ?? '' },
    {
      id: 'utilization',
      header: month ? `Utilization, ${month}` : 'Utilization',
      align: 'end',
      cell: (component) => {
        const value = utilizationOf(component);
        return value === null ? '–' : utilizationText(value);
      },
      value: utilizationOf,
    },
  ];
  return (
    <Table
      caption="Components"
      columns={columns}
      rows={plan.components}
      rowKey={({ id }) => id}
      selectedKey={selected}
      onSelect={({ id }) => onSelect(id)}
      fileName="components"
    />
  );
}

const nameCell = ({ name }: Component) => <strong>{name}</strong>;
