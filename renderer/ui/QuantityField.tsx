import { useCallback, useRef, type KeyboardEvent } from 'react';
import { highEnd, isRange, lowEnd, middle, type Quantity } from '#shared/units/quantity.ts';
import { formatQuantity, parseQuantity } from '#shared/units/quantity-text.ts';
import { DistributionSketch } from './DistributionSketch.tsx';
import { Field, type FieldChrome } from './Field.tsx';
import { FieldSlider } from './FieldSlider.tsx';
import { moveTo, scaleFor, type SliderRange } from './slider-scale.ts';
import { useDraft, type Reading } from './use-draft.ts';
import { useSliderScale } from './use-slider-scale.ts';

export interface QuantityFieldProps extends FieldChrome {
  value: Quantity | undefined;
  onChange: (value: Quantity | undefined) => void;
  unit?: string;
  /** 100 for a share that is typed in percent. */
  scale?: number;
  min?: number;
  max?: number;
  /** An empty field means "not given". */
  isOptional?: boolean;
  placeholder?: string;
  /** A sketch of the distribution under a range. */
  showSketch?: boolean;
  /** A slider to try values out; a range moves as a whole. */
  slider?: SliderRange;
  /** What follows is a step of its own for undo. */
  onNewStep?: () => void;
}

/** A number or a range, typed as people say it: `8`, `200 to 300`, `250 ± 10 %`. */
export function QuantityField(props: QuantityFieldProps) {
  const {
    value,
    onChange,
    unit,
    scale = 1,
    min,
    max,
    isOptional,
    placeholder,
    showSketch = true,
    slider,
    onNewStep,
    ...chrome
  } = props;
  const format = useCallback(
    (quantity: Quantity | undefined) => (quantity === undefined ? '' : formatQuantity(quantity, { scale })),
    [scale],
  );
  const parse = (text: string) => read(text, { scale, min, max, isOptional });
  const draft = useDraft<Quantity | undefined>({ value, format, parse, onChange });
  const range = value !== undefined && isRange(value) ? value : undefined;
  const present = value === undefined ? undefined : middle(value);
  const reach = useSliderScale(slider, present);

  /** Where the slider began: moved there and back, a range is what it was. */
  const origin = useRef<Quantity | undefined>(undefined);

  function beginStep() {
    origin.current = value;
    onNewStep?.();
  }

  function move(from: Quantity | undefined, target: number, step: number) {
    const moved = moveTo(from, target, step);
    if (lowEnd(moved) >= (min ?? -Infinity) && highEnd(moved) <= (max ?? Infinity)) onChange(moved);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Escape') draft.abandon();
    if ((event.key !== 'ArrowUp' && event.key !== 'ArrowDown') || present === undefined) return;
    event.preventDefault();
    const { step } = reach ?? scaleFor({ from: min ?? 0 }, present);
    const by = event.shiftKey ? step * 10 : step;
    move(value, present + (event.key === 'ArrowUp' ? by : -by), step);
  }

  return (
    <Field {...chrome} error={draft.message ?? chrome.error}>
      {(control) => (
        <>
          <div className="ui-control" data-range={range ? true : undefined}>
            <input
              {...control}
              className="ui-input"
              autoComplete="off"
              spellCheck={false}
              value={draft.text}
              placeholder={placeholder}
              onChange={(event) => draft.type(event.target.value)}
              onBlur={draft.leave}
              onKeyDown={onKeyDown}
            />
            {unit && <span className="ui-unit">{unit}</span>}
          </div>
          {reach && present !== undefined && (
            <FieldSlider
              label={chrome.label}
              value={present}
              scale={reach}
              text={`${format(value)}${unit ? ` ${unit}` : ''}`}
              onChange={(target) => move(origin.current ?? value, target, reach.step)}
              onNewStep={beginStep}
              isDisabled={chrome.isDisabled}
            />
          )}
          {range && showSketch && <DistributionSketch range={range} scale={scale} />}
        </>
      )}
    </Field>
  );
}

interface QuantityRules {
  scale: number;
  min: number | undefined;
  max: number | undefined;
  isOptional: boolean | undefined;
}

function read(
  text: string,
  { scale, min = -Infinity, max = Infinity, isOptional }: QuantityRules,
): Reading<Quantity | undefined> {
  if (text.trim() === '' && isOptional) return { ok: true, value: undefined };
  const parsed = parseQuantity(text, { scale });
  if (!parsed.ok) return parsed;
  if (lowEnd(parsed.value) < min) return { ok: false, message: `Expected at least ${min * scale}.` };
  if (highEnd(parsed.value) > max) return { ok: false, message: `Expected at most ${max * scale}.` };
  return parsed;
}
