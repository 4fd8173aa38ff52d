import { Plus } from 'lucide-react';
import type { DemandEvent, Surge } from '#shared/domain/demand.ts';
import type { Plan } from '#shared/domain/plan.ts';
import { rangeText } from '#shared/charts/number-text.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Card } from '#renderer/ui/Card.tsx';
import { Menu } from '#renderer/ui/Menu.tsx';
import { Table, type Column } from '#renderer/ui/Table.tsx';
import type { EventStart } from './demand-edits.ts';
import { journeysText, multiplierText, occurrenceText } from './demand-words.ts';

export interface PeakTablesProps {
  plan: Plan;
  selected: string | undefined;
  onSelect: (selection: string) => void;
  onAddEvent: (start: EventStart) => void;
  onAddSurge: () => void;
}

/** Peaks that are foreseen, and those nobody foresees. */
export function PeakTables({ plan, selected, onSelect, onAddEvent, onAddSurge }: PeakTablesProps) {
  const events: Column<DemandEvent>[] = [
    { id: 'name', header: 'Event', cell: nameCell, value: ({ name }) => name },
    { id: 'when', header: 'When', cell: occurrenceText, value: occurrenceText },
    { id: 'height', header: 'Height', cell: multiplierText, value: multiplierText },
    {
      id: 'journeys',
      header: 'Journeys',
      cell: ({ journeys }) => journeysText(plan, journeys),
      value: ({ journeys }) => journeysText(plan, journeys),
    },
  ];
  const surges: Column<Surge>[] = [
    { id: 'name', header: 'Surge', cell: nameCell, value: ({ name }) => name },
    { id: 'often', header: 'How often', cell: oftenText, value: oftenText },
    { id: 'height', header: 'Height', cell: multiplierText, value: multiplierText },
    { id: 'lasts', header: 'Lasts', cell: lastsText, value: lastsText },
  ];
  const add = (
    <Menu
      label="Add an event"
      placement="bottom end"
      entries={[
        {
          id: 'day',
          label: 'Launch',
          description: 'Once, on a day you choose',
          onAction: () => onAddEvent('day'),
        },
        {
          id: 'season',
          label: 'Sale',
          description: 'Every year at the same date',
          onAction: () => onAddEvent('season'),
        },
        {
          id: 'holiday',
          label: 'Around a public holiday',
          description: 'Such as Black Friday',
          onAction: () => onAddEvent('holiday'),
        },
      ]}
    >
      <Button size="small" icon={<Plus size={13} />}>
        Event
      </Button>
    </Menu>
  );
  return (
    <>
      <Card isFlush title="Foreseen peaks" actions={add}>
        <Table
          caption="Events"
          columns={events}
          rows={plan.demand.events}
          rowKey={({ id }) => `event:${id}`}
          selectedKey={selected}
          onSelect={({ id }) => onSelect(`event:${id}`)}
          empty={<p className="note demand-empty">No launches, sales or holidays yet.</p>}
        />
      </Card>
      <Card
        isFlush
        title="Surges nobody foresees"
        actions={
          <Button size="small" icon={<Plus size={13} />} onPress={onAddSurge}>
            Surge
          </Button>
        }
      >
        <Table
          caption="Surges"
          columns={surges}
          rows={plan.demand.surges}
          rowKey={({ id }) => `surge:${id}`}
          selectedKey={selected}
          onSelect={({ id }) => onSelect(`surge:${id}`)}
          empty={<p className="note demand-empty">None: the plan trusts that nothing unexpected happens.</p>}
        />
      </Card>
    </>
  );
}

const oftenText = ({ perYear }: Surge): string => `${rangeText(perYear)} a year`;
const lastsText = ({ durationMinutes }: Surge): string => rangeText(durationMinutes, 'min');

const nameCell = ({ name }: Pick<DemandEvent | Surge, 'name'>) => <strong>{name}</strong>;
