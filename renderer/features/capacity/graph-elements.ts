import type { Edge } from '@xyflow/react';
import { isServing } from '#shared/domain/component.ts';
import type { Plan } from '#shared/domain/plan.ts';
import type { ComponentNodeType } from './ComponentNode.tsx';
import { sizeText } from './capacity-words.ts';
import { CUSTOMERS, findEdges, findPlaces, NODE, type GraphEdge, type Place } from './graph-layout.ts';
import type { CapacityPictures } from './use-capacity-pictures.ts';

const USUAL_LIMIT = 0.8;

export interface GraphOptions {
  pictures: CapacityPictures;
  /** Highlighted; null for all of them alike. */
  journey: string | null;
  selected: string | undefined;
}

/** Nodes and edges of the component graph in the words of the drawing library. */
export function toGraph(
  plan: Plan,
  { pictures, journey, selected }: GraphOptions,
): { nodes: ComponentNodeType[]; edges: Edge[] } {
  const edges = findEdges(plan);
  const places = findPlaces(plan, edges);
  const onJourney = new Set(
    edges
      .filter(({ journeys }) => journey !== null && journeys.includes(journey))
      .flatMap(({ source, target }) => [source, target]),
  );
  const nodes = plan.components.map((component): ComponentNodeType => ({
    id: component.id,
    type: 'component',
    position: places.get(component.id)!,
    width: NODE.width,
    height: NODE.height,
    selected: component.id === selected,
    ariaLabel: component.name,
    data: {
      name: component.name,
      size: sizeText(component),
      utilization: isServing(component) ? (pictures.utilization.get(component.id) ?? null) : null,
      before: isServing(component) ? (pictures.before.get(component.id) ?? null) : null,
      limit: (isServing(component) ? component.maximumUtilization : undefined) ?? USUAL_LIMIT,
      isOnJourney: onJourney.has(component.id),
      isDimmed: journey !== null && !onJourney.has(component.id),
    },
  }));
  return {
    nodes: [customersNode(plan, places.get(CUSTOMERS)!), ...nodes],
    edges: edges.map((edge) => toEdge(edge, places, journey)),
  };
}

function customersNode({ regions }: Plan, position: Place): ComponentNodeType {
  return {
    id: CUSTOMERS,
    type: 'customers' as 'component',
    position,
    width: NODE.width - 30,
    height: 52,
    draggable: false,
    selectable: false,
    focusable: false,
    data: {
      name: 'Customers',
      size: regions.length === 1 ? regions[0]!.name : `${regions.length} regions`,
      utilization: null,
      before: null,
      limit: USUAL_LIMIT,
      isOnJourney: false,
      isDimmed: false,
    },
  };
}

function toEdge(
  { id, source, target, journeys }: GraphEdge,
  places: ReadonlyMap<string, Place>,
  journey: string | null,
): Edge {
  const isLit = journey !== null && journeys.includes(journey);
  const [from, to] = [places.get(source)!, places.get(target)!];
  // Tickets leave downwards, so that they do not run behind what stands between.
  const isBelow = journeys.length === 0 && to.y > from.y + NODE.height;
  const [out, into] = isBelow ? (['bottom', 'left'] as const) : sidesBetween(from, to);
  return {
    id,
    source,
    target,
    sourceHandle: `${out}-out`,
    targetHandle: `${into}-in`,
    focusable: false,
    selectable: false,
    className: isLit
      ? 'capacity-edge capacity-edge-lit'
      : journeys.length === 0
        ? 'capacity-edge capacity-edge-tickets'
        : 'capacity-edge',
    zIndex: isLit ? 1 : 0,
  };
}

/** Edges leave and arrive where the way is shortest. */
function sidesBetween(
  from: Place,
  to: Place,
): ['left' | 'right' | 'top' | 'bottom', 'left' | 'right' | 'top' | 'bottom'] {
  if (to.x >= from.x + NODE.width) return ['right', 'left'];
  if (to.x + NODE.width <= from.x) return ['left', 'right'];
  return to.y >= from.y ? ['bottom', 'top'] : ['top', 'bottom'];
}
