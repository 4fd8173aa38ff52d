import { applyNodeChanges, Background, Controls, ReactFlow, type NodeChange } from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import { useMemo, useState } from 'react';
import type { Plan } from '#shared/domain/plan.ts';
import { editField } from '#shared/domain/scenario-edits.ts';
import { BASE_SCENARIO } from '#shared/domain/scenario.ts';
import { useScenario } from '#renderer/state/use-session.ts';
import { useApp } from '#renderer/state/AppContext.tsx';
import { ComponentNode, CustomersNode, type ComponentNodeType } from './ComponentNode.tsx';
import { toGraph, type GraphOptions } from './graph-elements.ts';
import { CUSTOMERS, fromCanvas, type Place } from './graph-layout.ts';

const nodeTypes = { component: ComponentNode, customers: CustomersNode };

export interface ComponentGraphProps extends GraphOptions {
  plan: Plan;
  onSelect: (component: string) => void;
}

/** Components and the ways of the journeys between them. Dragging, or arrow keys, store the position. */
export function ComponentGraph({ plan, onSelect, pictures, journey, selected }: ComponentGraphProps) {
  const { document } = useApp();
  const scenario = useScenario();
  const graph = useMemo(
    () => toGraph(plan, { pictures, journey, selected }),
    [plan, pictures, journey, selected],
  );
  const [nodes, setNodes] = useState(graph.nodes);
  const [drawn, setDrawn] = useState(graph.nodes);
  // The plan or its figures have changed: what was dragged gives way to what is stored.
  if (drawn !== graph.nodes) {
    setDrawn(graph.nodes);
    setNodes(graph.nodes);
  }

  /** Where a node stands is no assumption: it belongs to the plan, not to a scenario. */
  function storePosition(id: string, position: Place) {
    const path = `components/${id}/position`;
    const edit = (source: Plan) =>
      editField(
        source,
        source.components.some((one) => one.id === id) ? BASE_SCENARIO : scenario,
        path,
        position,
      );
    document.edit(edit, { label: 'position in the graph' });
  }

  function change(changes: NodeChange<ComponentNodeType>[]) {
    setNodes((present) => applyNodeChanges(changes, present));
    for (const one of changes) {
      if (one.type === 'select' && one.selected && one.id !== CUSTOMERS) onSelect(one.id);
      if (one.type === 'position' && one.position && one.dragging === false) {
        storePosition(one.id, fromCanvas(one.position));
      }
    }
  }

  return (
    <div className="capacity-graph">
      <ReactFlow
        nodes={nodes}
        edges={graph.edges}
        nodeTypes={nodeTypes}
        onNodesChange={change}
        fitView
        fitViewOptions={{ padding: 0.08, maxZoom: 1 }}
        minZoom={0.3}
        maxZoom={1.5}
        nodesConnectable={false}
        edgesFocusable={false}
        deleteKeyCode={null}
        preventScrolling={false}
        zoomOnScroll={false}
        proOptions={{ hideAttribution: true }}
        aria-label="Components and the ways of the journeys between them"
      >
        <Background gap={20} size={1} />
        <Controls showInteractive={false} />
      </ReactFlow>
    </div>
  );
}
