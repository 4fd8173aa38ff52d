import type { ComponentType } from 'react';
import type { ScreenId } from '#renderer/state/app-state.ts';
import { HistoryScreen } from '#renderer/features/history/HistoryScreen.tsx';
import { TargetsScreen } from '#renderer/features/targets/TargetsScreen.tsx';
import { VerdictScreen } from '#renderer/features/verdict/VerdictScreen.tsx';

/** The component of each screen. A screen without one is not offered. */
export const screenViews: Partial<Record<ScreenId, ComponentType>> = {
  history: HistoryScreen,
  targets: TargetsScreen,
  verdict: VerdictScreen,
};
