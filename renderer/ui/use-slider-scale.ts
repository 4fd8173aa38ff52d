import { useState } from 'react';
import { scaleFor, type SliderRange, type SliderScale } from './slider-scale.ts';

/** Stays as it is while the value moves within it, so that the thumb stays under the pointer. */
export function useSliderScale(
  range: SliderRange | undefined,
  value: number | undefined,
): SliderScale | null {
  const [scale, setScale] = useState<SliderScale | null>(null);
  if (!range || value === undefined) return null;
  if (scale && value >= scale.from && value <= scale.to) return scale;
  const found = scaleFor(range, value);
  setScale(found);
  return found;
}
