/** What a target leaves over in a window, in the window's unit: (1 − target) × window. */
export const errorBudget = (target: number, window: number): number => (1 - target) * window;
