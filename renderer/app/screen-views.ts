import type { ComponentType } from 'react';
import type { ScreenId } from '#renderer/state/app-state.ts';
import { VerdictScreen } from '#renderer/features/verdict/VerdictScreen.tsx';

/** The component of each screen. A screen without one is not offered. */
export const screenViews: Partial<Record<ScreenId, ComponentType>> = {
  verdict: VerdictScreen,
};
