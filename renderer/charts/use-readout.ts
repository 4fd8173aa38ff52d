import { useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { ReadoutPoint, Scene } from '#shared/charts/scene.ts';

export interface ReadoutControl {
  point: ReadoutPoint | undefined;
  /** Moved there with the keyboard: the words are read out. */
  isSpoken: boolean;
  handlers: {
    onPointerMove: (event: PointerEvent<HTMLElement>) => void;
    onPointerLeave: () => void;
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
    onBlur: () => void;
    onClick: () => void;
  };
}

/** What the pointer or the arrow keys point at; Enter, space or a click selects it. */
export function useReadout({ readout: { points } }: Scene, onSelect?: (key: string) => void): ReadoutControl {
  const [current, setCurrent] = useState<{ index: number; isSpoken: boolean } | null>(null);
  const point = current ? points[current.index] : undefined;
  const select = () => point?.key !== undefined && onSelect?.(point.key);

  function move(event: KeyboardEvent<HTMLElement>) {
    if (event.key === 'Escape') return setCurrent(null);
    if ((event.key === 'Enter' || event.key === ' ') && onSelect) {
      event.preventDefault();
      return select();
    }
    const index = afterKey(points, current?.index, event.key);
    if (index === undefined) return;
    event.preventDefault();
    setCurrent({ index, isSpoken: true });
  }

  return {
    point,
    isSpoken: current?.isSpoken ?? false,
    handlers: {
      onPointerMove(event) {
        const box = event.currentTarget.getBoundingClientRect();
        const index = nearest(points, event.clientX - box.left, event.clientY - box.top);
        setCurrent(index < 0 ? null : { index, isSpoken: false });
      },
      onPointerLeave: () => setCurrent(null),
      onKeyDown: move,
      onBlur: () => setCurrent(null),
      onClick: () => void select(),
    },
  };
}

/** Index of the point nearest to a place: along x, and along y too where the picture is a grid. */
export function nearest(points: readonly ReadoutPoint[], x: number, y: number): number {
  let best = -1;
  let least = Infinity;
  points.forEach((point, index) => {
    const distance = Math.abs(point.x - x) + (point.y === undefined ? 0 : Math.abs(point.y - y) * 4);
    if (distance < least) [best, least] = [index, distance];
  });
  return best;
}

/** Where an arrow key leads; undefined when the key means nothing here. Page keys take ten steps. */
export function afterKey(
  points: readonly ReadoutPoint[],
  index: number | undefined,
  key: string,
): number | undefined {
  const last = points.length - 1;
  if (last < 0) return undefined;
  const steps = { ArrowRight: 1, ArrowLeft: -1, PageDown: 10, PageUp: -10 }[key];
  if (steps !== undefined) return index === undefined ? 0 : Math.min(last, Math.max(0, index + steps));
  if (key === 'Home') return 0;
  if (key === 'End') return last;
  const down = { ArrowDown: 1, ArrowUp: -1 }[key];
  const here = index === undefined ? undefined : points[index];
  if (down === undefined || here?.row === undefined) return undefined;
  const row = here.row + down;
  const found = points
    .map((point, position) => ({
      position,
      distance: point.row === row ? Math.abs(point.x - here.x) : Infinity,
    }))
    .reduce((best, candidate) => (candidate.distance < best.distance ? candidate : best));
  return Number.isFinite(found.distance) ? found.position : index;
}
