import { Handle, Position, type Node, type NodeProps } from '@xyflow/react';
import { utilizationText } from '#shared/charts/number-text.ts';

type ComponentNodeData = {
  name: string;
  size: string;
  utilization: number | null;
  /** What it was before the present edits. */
  before: number | null;
  limit: number;
  isOnJourney: boolean;
  isDimmed: boolean;
};
export type ComponentNodeType = Node<ComponentNodeData, 'component'>;

/** A component in the graph: its name, size, and how busy it gets. */
export function ComponentNode({ data, selected }: NodeProps<ComponentNodeType>) {
  const { name, size, utilization, before, limit, isOnJourney, isDimmed } = data;
  return (
    <div
      className="capacity-node"
      data-selected={selected || undefined}
      data-on-journey={isOnJourney || undefined}
      data-dimmed={isDimmed || undefined}
    >
      <Handles />
      <div className="capacity-node-head">
        <strong>{name}</strong>
        {utilization !== null && <span>{utilizationText(utilization)}</span>}
      </div>
      <div className="capacity-node-size">{size}</div>
      {utilization !== null && <UtilizationBar value={utilization} limit={limit} />}
      {before !== null && <div className="capacity-node-before">was {utilizationText(before)}</div>}
    </div>
  );
}

/** A bar from 0 to 100 %, with a tick where the plan wants to stay below. */
function UtilizationBar({ value, limit }: { value: number; limit: number }) {
  const tone = value >= 1 ? 'fails' : value >= limit ? 'risk' : 'usual';
  return (
    <div className="capacity-bar" data-tone={tone} aria-hidden>
      <span style={{ width: `${Math.min(1, value) * 100}%` }} />
      <i style={{ left: `${limit * 100}%` }} />
    </div>
  );
}

/** Where the requests come from. */
export function CustomersNode({ data: { name, size } }: NodeProps<ComponentNodeType>) {
  return (
    <div className="capacity-node capacity-node-source">
      <Handles />
      <div className="capacity-node-head">
        <strong>{name}</strong>
      </div>
      <div className="capacity-node-size">{size}</div>
    </div>
  );
}

function Handles() {
  return ([Position.Left, Position.Right, Position.Top, Position.Bottom] as const).map((side) => [
    <Handle key={`${side}-target`} id={`${side}-in`} type="target" position={side} isConnectable={false} />,
    <Handle key={`${side}-source`} id={`${side}-out`} type="source" position={side} isConnectable={false} />,
  ]);
}
