import type { ComponentType } from 'react';
import type { ScreenId } from '#renderer/state/app-state.ts';
import { CapacityScreen } from '#renderer/features/capacity/CapacityScreen.tsx';
import { DemandScreen } from '#renderer/features/demand/DemandScreen.tsx';
import { HistoryScreen } from '#renderer/features/history/HistoryScreen.tsx';
import { CompareScreen } from '#renderer/features/compare/CompareScreen.tsx';
import { ProposalScreen } from '#renderer/features/proposal/ProposalScreen.tsx';
import { OperationsScreen } from '#renderer/features/operations/OperationsScreen.tsx';
import { ShapingScreen } from '#renderer/features/shaping/ShapingScreen.tsx';
import { TargetsScreen } from '#renderer/features/targets/TargetsScreen.tsx';
import { VerdictScreen } from '#renderer/features/verdict/VerdictScreen.tsx';

/** The component of each screen. A screen without one is not offered. */
export const screenViews: Partial<Record<ScreenId, ComponentType>> = {
  history: HistoryScreen,
  demand: DemandScreen,
  capacity: CapacityScreen,
  shaping: ShapingScreen,
  operations: OperationsScreen,
  targets: TargetsScreen,
  verdict: VerdictScreen,
  compare: CompareScreen,
  proposal: ProposalScreen,
};
