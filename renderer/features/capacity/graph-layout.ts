import { visitsOf, type Journey, type PathStep } from '#shared/domain/journey.ts';
import type { Plan } from '#shared/domain/plan.ts';

export const CUSTOMERS = '@customers';
export const NODE = { width: 160, height: 70 };
const GAP = { x: 52, y: 30 };

export interface GraphEdge {
  id: string;
  source: string;
  target: string;
  /** Journeys that take this way. */
  journeys: string[];
}

export interface Place {
  x: number;
  y: number;
}

/** Ways between components: each visit follows the one before it; tickets reach a desk from the edge of the service. */
export function findEdges(plan: Plan): GraphEdge[] {
  const edges = new Map<string, GraphEdge>();
  const add = (source: string, target: string, journey: string | undefined) => {
    if (source === target) return;
    const id = `${source}>${target}`;
    const edge = edges.get(id) ?? { id, source, target, journeys: [] };
    if (journey !== undefined && !edge.journeys.includes(journey)) edge.journeys.push(journey);
    edges.set(id, edge);
  };
  for (const journey of plan.journeys) addPath(journey, (source, target) => add(source, target, journey.id));
  const visited = new Set(
    plan.journeys.flatMap(({ path }) => visitsOf(path).map(({ component }) => component)),
  );
  for (const { id, kind } of plan.components)
    if (kind === 'supportDesk' && !visited.has(id)) add(CUSTOMERS, id, undefined);
  return [...edges.values()];
}

function addPath({ path }: Journey, add: (source: string, target: string) => void) {
  let from = [CUSTOMERS];
  for (const step of path) {
    const branches = branchesOf(step);
    for (const branch of branches) {
      for (const source of from) add(source, branch[0]!);
      branch.slice(1).forEach((component, index) => add(branch[index]!, component));
    }
    from = branches.map((branch) => branch.at(-1)!);
  }
}

const branchesOf = (step: PathStep): string[][] =>
  step.kind === 'visit'
    ? [[step.component]]
    : step.branches.map((branch) => branch.map(({ component }) => component));

/** Where each node stands: as the plan says, else in columns by distance from the customers. */
export function findPlaces(plan: Plan, edges: readonly GraphEdge[]): Map<string, Place> {
  const depth = findDepths(plan, edges);
  const places = new Map<string, Place>();
  const columns = new Map<number, string[]>();
  for (const id of [CUSTOMERS, ...plan.components.map((component) => component.id)]) {
    const column = depth.get(id) ?? 1;
    columns.set(column, [...(columns.get(column) ?? []), id]);
  }
  const stored = new Map(
    plan.components.flatMap(({ id, position }) => (position ? [[id, position] as const] : [])),
  );
  for (const [column, ids] of columns) {
    ids.forEach((id, row) => {
      const height = ids.length * (NODE.height + GAP.y);
      places.set(id, { x: column * (NODE.width + GAP.x), y: row * (NODE.height + GAP.y) - height / 2 + 200 });
    });
  }
  for (const [id, place] of stored) places.set(id, toCanvas(place));
  if (stored.size === plan.components.length && stored.size > 0)
    places.set(CUSTOMERS, beforeFirst(plan, edges, places));
  return places;
}

/** Canvas pixels per unit of a stored position: leaves room for edges between nodes of this width. */
const SCALE = { x: 1.24, y: 0.86 };
export const toCanvas = ({ x, y }: Place): Place => ({ x: x * SCALE.x, y: y * SCALE.y });
export const fromCanvas = ({ x, y }: Place): Place => ({
  x: Math.round(x / SCALE.x),
  y: Math.round(y / SCALE.y),
});

function beforeFirst(plan: Plan, edges: readonly GraphEdge[], places: ReadonlyMap<string, Place>): Place {
  const entries = edges
    .filter(({ source, journeys }) => source === CUSTOMERS && journeys.length > 0)
    .map(({ target }) => places.get(target)!);
  const all = plan.components.map(({ id }) => places.get(id)!);
  const y =
    (entries.length > 0 ? entries : all).reduce((sum, place) => sum + place.y, 0) /
    (entries.length || all.length);
  return { x: Math.min(...all.map((place) => place.x)) - NODE.width - GAP.x, y };
}

function findDepths({ components }: Plan, edges: readonly GraphEdge[]): Map<string, number> {
  const depth = new Map([[CUSTOMERS, 0]]);
  // Longest way without going round in circles: at most one pass per component.
  for (let pass = 0; pass <= components.length; pass += 1) {
    for (const { source, target } of edges) {
      const next = (depth.get(source) ?? 0) + 1;
      if (next > (depth.get(target) ?? 0) && next <= components.length) depth.set(target, next);
    }
  }
  return depth;
}
