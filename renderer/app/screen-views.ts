import type { ComponentType } from 'react';
import type { ScreenId } from '#renderer/state/app-state.ts';

/** The component of each screen. A screen without one is not offered. */
export const screenViews: Partial<Record<ScreenId, ComponentType>> = {};
