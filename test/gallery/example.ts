import type { Scene, Size } from '#shared/charts/scene.ts';

/** One picture of the gallery, drawn from made data at any width. */
export interface Example {
  title: string;
  description: string;
  height: number;
  draw: (size: Size) => Scene;
}
