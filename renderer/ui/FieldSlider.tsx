import { useRef, useState } from 'react';
import { Slider, SliderThumb, SliderTrack } from 'react-aria-components';
import type { SliderScale } from './slider-scale.ts';
import './FieldSlider.css';

export interface FieldSliderProps {
  /** Of the field it belongs to. */
  label: string;
  value: number;
  scale: SliderScale;
  /** The value in words, with its unit. */
  text: string;
  onChange: (value: number) => void;
  /** A new drag begins, or the slider is left: what follows is a step of its own for undo. */
  onNewStep?: (() => void) | undefined;
  isDisabled?: boolean | undefined;
}

/** Tries values out under a field: dragged, or moved with the arrow, page and end keys. */
export function FieldSlider({
  label,
  value,
  scale,
  text,
  onChange,
  onNewStep,
  isDisabled = false,
}: FieldSliderProps) {
  const { from, to, step } = scale;
  const [began, setBegan] = useState<number | null>(null);
  const root = useRef<HTMLDivElement>(null);
  const share = (at: number) => `${(Math.min(1, Math.max(0, (at - from) / (to - from))) * 100).toFixed(3)}%`;

  function begin() {
    setBegan(value);
    onNewStep?.();
  }

  function enter() {
    if (began === null) begin();
  }

  function leave(event: React.FocusEvent) {
    if (root.current?.contains(event.relatedTarget)) return;
    setBegan(null);
    onNewStep?.();
  }

  return (
    <div ref={root} onPointerDownCapture={begin} onFocus={enter} onBlur={leave}>
      <Slider
        aria-label={`${label}, try values`}
        className="ui-slider"
        value={Math.min(to, Math.max(from, value))}
        minValue={from}
        maxValue={to}
        step={step}
        isDisabled={isDisabled}
        onChange={onChange}
      >
        <SliderTrack className="ui-slider-track">
          <span className="ui-slider-fill" style={{ width: share(value) }} />
          {began !== null && began !== value && (
            <span className="ui-slider-began" style={{ insetInlineStart: share(began) }} />
          )}
          <SliderThumb className="ui-slider-thumb" aria-valuetext={text} />
        </SliderTrack>
      </Slider>
    </div>
  );
}
