import type { Role } from './scene.ts';

export type ThemeName = 'light' | 'dark' | 'print';
export type Theme = Readonly<Record<Role, string>>;

const light: Theme = {
  ink: '#1d2129', 'ink-2': '#565d6a', 'ink-3': '#868d99', line: '#e4e0d9', 'line-strong': '#cfc9bf',
  surface: '#ffffff', sunken: '#f3f1ed', accent: '#2f5bd3', 'accent-soft': '#e9eefb',
  'fan-95': '#c9d6f6', 'fan-80': '#a3b9ef', 'fan-50': '#7b99e6',
  holds: '#0f7b62', 'holds-soft': '#dff3eb', risk: '#a65f00', 'risk-soft': '#fcefdb',
  fails: '#b3361f', 'fails-soft': '#fce8e3', unknown: '#6b7280', 'unknown-soft': '#eeeff1',
  'heat-1': '#f1f3f7', 'heat-2': '#e4e8f0', 'heat-3': '#d5dbe7', 'heat-4': '#c3ccdc',
  'warm-1': '#f2d8a4', 'warm-2': '#e3ae57', 'warm-3': '#c9772a', 'warm-4': '#b3361f',
  'category-1': '#2f5bd3', 'category-2': '#c08a1e', 'category-3': '#8a5cc4', 'category-4': '#7f8694',
  'category-5': '#2b8a97', 'category-6': '#c2577f', 'category-7': '#5f8a3a',
};

const dark: Theme = {
  ink: '#eceef2', 'ink-2': '#a8afbb', 'ink-3': '#757d8a', line: '#2b2f37', 'line-strong': '#3c424d',
  surface: '#1b1e24', sunken: '#101216', accent: '#86a6ff', 'accent-soft': '#222c46',
  'fan-95': '#24304f', 'fan-80': '#31457a', 'fan-50': '#4462b0',
  holds: '#4cc9a3', 'holds-soft': '#17332b', risk: '#f0ae4e', 'risk-soft': '#3a2a14',
  fails: '#ff8a73', 'fails-soft': '#3e1e18', unknown: '#9aa1ac', 'unknown-soft': '#262a31',
  'heat-1': '#20242c', 'heat-2': '#292e38', 'heat-3': '#333a47', 'heat-4': '#404958',
  'warm-1': '#574321', 'warm-2': '#8a6427', 'warm-3': '#cf8a3c', 'warm-4': '#ff8a73',
  'category-1': '#86a6ff', 'category-2': '#d9a63f', 'category-3': '#b18be6', 'category-4': '#9aa1ac',
  'category-5': '#58b6c2', 'category-6': '#e387a8', 'category-7': '#93bd6c',
};

/** Paper is white and every note must survive a grey printer: the weakest ink is the second one. */
const print: Theme = { ...light, 'ink-3': '#565d6a', line: '#dcd8d1', 'line-strong': '#b9b3a8' };

export const themes: Readonly<Record<ThemeName, Theme>> = { light, dark, print };
