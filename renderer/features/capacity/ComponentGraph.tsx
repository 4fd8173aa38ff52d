import { applyNodeChanges, Background, Controls, ReactFlow, type NodeChange } from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import { useMemo, useState } from 'react';
import type { Plan } from '#shared/domain/plan.ts';
import { useApp } from '#renderer/state/AppContext.tsx';
import { ComponentNode, CustomersNode, type ComponentNodeType } from './ComponentNode.tsx';
import { toGraph, type GraphOptions } from './graph-elements.ts';
import { CUSTOMERS, fromCanvas } from './graph-layout.ts';

const nodeTypes = { component: ComponentNode, customers: CustomersNode };

export interface ComponentGraphProps extends GraphOptions {
  plan: Plan;
  onSelect: (component: string) => void;
}

/** Components and the ways of the journeys between them. Dragging, or arrow keys, store the position. */
export function ComponentGraph({ plan, onSelect, pictures, journey, selected }: ComponentGraphProps) {
  const { document } = useApp();
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

  function change(changes: NodeChange<ComponentNodeType>[]) {
    setNodes((present) => applyNodeChanges(changes, present));
    for (const one of changes) {
      if (one.type === 'select' && one.selected && one.id !== CUSTOMERS) onSelect(one.id);
      if (one.type === 'position' && one.position && one.dragging === false) {
        document.setField(`components/${one.id}/position`, fromCanvas(one.position), {
          group: null,
          label: 'position in the graph',
        });
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
