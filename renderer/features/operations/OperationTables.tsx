import { numberText, percentText } from '#shared/charts/number-text.ts';
import type { Component } from '#shared/domain/component.ts';
import type { Plan } from '#shared/domain/plan.ts';
import type { RunPictures, WholeSpread } from '#shared/engine/run-pictures.ts';
import { Card } from '#renderer/ui/Card.tsx';
import { Table, type Column } from '#renderer/ui/Table.tsx';
import { allOperations, keyOf, kindNames, type Operation } from './operations-edits.ts';
import { componentsText, effectText, failureText, timesText, whenText } from './operations-words.ts';

export interface OperationTablesProps {
  plan: Plan;
  pictures: RunPictures | null;
  selected: string | undefined;
  onSelect: (selection: string) => void;
}

/** What is planned, then what happens by itself. */
export function OperationTables({ plan, pictures, selected, onSelect }: OperationTablesProps) {
  const planned: Column<Operation>[] = [
    { id: 'name', header: 'Planned', cell: operationName, value: ({ item }) => item.name },
    { id: 'kind', header: 'Kind', cell: ({ kind }) => kindNames[kind], value: ({ kind }) => kindNames[kind] },
    { id: 'when', header: 'When', cell: whenText, value: whenText },
    {
      id: 'where',
      header: 'Components',
      cell: (operation) => componentsText(plan, operation),
      value: (operation) => componentsText(plan, operation),
    },
    {
      id: 'effect',
      header: 'Effect',
      cell: ({ item }) => effectText(item.effect),
      value: ({ item }) => effectText(item.effect),
    },
  ];
  return (
    <>
      {allOperations(plan).length > 0 && (
        <Card isFlush>
          <Table
            caption="Planned operations"
            columns={planned}
            rows={allOperations(plan)}
            rowKey={keyOf}
            selectedKey={selected}
            onSelect={(operation) => onSelect(keyOf(operation))}
          />
        </Card>
      )}
      <Card isFlush title="Failures" subtitle={pictures ? 'as the futures drew them' : undefined}>
        <FailureTable plan={plan} pictures={pictures} selected={selected} onSelect={onSelect} />
      </Card>
    </>
  );
}

function FailureTable({ plan, pictures, selected, onSelect }: OperationTablesProps) {
  const years = plan.horizon.months / 12;
  const outagesOf = ({ id }: Component) =>
    pictures?.components.find(({ component }) => component === id)?.outages.horizon.minutes;
  const minutes = (component: Component) => {
    const whole = outagesOf(component);
    return whole ? whole.mean / years : null;
  };
  const outages = ({ id }: Component) =>
    pictures?.outagesPerYear.find(({ component }) => component === id)?.mean ?? null;
  const worstMonth = ({ id }: Component) => {
    const shares = pictures?.components.find(({ component }) => component === id)?.availability.p5;
    return shares && shares.length > 0 ? Math.min(...shares) : null;
  };
  const columns: Column<Component>[] = [
    { id: 'name', header: 'Component', cell: componentName, value: ({ name }) => name },
    { id: 'assumed', header: 'Assumed', cell: failureText, value: failureText },
    {
      id: 'outages',
      header: 'Out, unplanned',
      align: 'end',
      value: outages,
      cell: (component) => (outages(component) === null ? '–' : timesText(outages(component)!)),
    },
    {
      id: 'minutes',
      header: 'Minutes out a year',
      align: 'end',
      value: minutes,
      cell: (component) => <MinutesOut whole={outagesOf(component)} years={years} />,
    },
    {
      id: 'worst',
      header: 'Up in a bad month',
      align: 'end',
      value: worstMonth,
      cell: (component) => (worstMonth(component) === null ? '–' : percentText(worstMonth(component)!)),
    },
  ];
  return (
    <Table
      caption="Failures of the components"
      columns={columns}
      rows={plan.components}
      rowKey={({ id }) => `component:${id}`}
      selectedKey={selected}
      onSelect={({ id }) => onSelect(`component:${id}`)}
      empty={<p className="note operations-empty">The plan has no components yet.</p>}
    />
  );
}

/** The mean, and the range of nine futures in ten. */
function MinutesOut({ whole, years }: { whole: WholeSpread | undefined; years: number }) {
  if (!whole) return <>–</>;
  if (whole.mean === 0) return <>none</>;
  const text = (minutes: number) => numberText(minutes / years, 2);
  return (
    <>
      {text(whole.mean)} <span className="note">{`${text(whole.p5)} to ${text(whole.p95)}`}</span>
    </>
  );
}

const operationName = ({ item }: Operation) => <strong>{item.name}</strong>;
const componentName = ({ name }: Component) => <strong>{name}</strong>;
