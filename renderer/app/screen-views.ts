import { lazy, type ComponentType } from 'react';
import type { ScreenId } from '#renderer/state/app-state.ts';

type Load = () => Promise<ComponentType>;

/** Each screen is fetched when it is first needed, or when the window has nothing else to do. */
const loads: Record<ScreenId, Load> = {
  history: async () => (await import('#renderer/features/history/HistoryScreen.tsx')).HistoryScreen,
  demand: async () => (await import('#renderer/features/demand/DemandScreen.tsx')).DemandScreen,
  capacity: async () => (await import('#renderer/features/capacity/CapacityScreen.tsx')).CapacityScreen,
  shaping: async () => (await import('#renderer/features/shaping/ShapingScreen.tsx')).ShapingScreen,
  operations: async () =>
    (await import('#renderer/features/operations/OperationsScreen.tsx')).OperationsScreen,
  targets: async () => (await import('#renderer/features/targets/TargetsScreen.tsx')).TargetsScreen,
  verdict: async () => (await import('#renderer/features/verdict/VerdictScreen.tsx')).VerdictScreen,
  replay: async () => (await import('#renderer/features/replay/ReplayScreen.tsx')).ReplayScreen,
  compare: async () => (await import('#renderer/features/compare/CompareScreen.tsx')).CompareScreen,
  proposal: async () => (await import('#renderer/features/proposal/ProposalScreen.tsx')).ProposalScreen,
};

/** The component of each screen. */
export const screenViews = Object.fromEntries(
  Object.entries(loads).map(([id, load]): [string, ComponentType] => [
    id,
    lazy(async () => ({ default: await load() })),
  ]),
) as Record<ScreenId, ComponentType>;

/** Fetches all screens ahead of their use. */
export function loadScreensWhenIdle(): void {
  const later = window.requestIdleCallback ?? ((task: () => void) => window.setTimeout(task, 1500));
  later(() => void Promise.all(Object.values(loads).map((load) => load())));
}
