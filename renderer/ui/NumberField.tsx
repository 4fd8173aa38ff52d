import { useCallback } from 'react';
import type { KeyboardEvent } from 'react';
import { Field, type FieldChrome } from './Field.tsx';
import { FieldSlider } from './FieldSlider.tsx';
import type { SliderRange } from './slider-scale.ts';
import { useDraft, type Reading } from './use-draft.ts';
import { useSliderScale } from './use-slider-scale.ts';

export interface NumberFieldProps extends FieldChrome {
  /** `undefined` is an empty field, allowed where `isOptional`. */
  value: number | undefined;
  onChange: (value: number | undefined) => void;
  unit?: string;
  min?: number;
  max?: number;
  integer?: boolean;
  isOptional?: boolean;
  placeholder?: string;
  /** 100 for a share that is shown in percent. */
  scale?: number;
  /** What the arrow keys add, in the shown unit; ten times as much with Shift. */
  step?: number;
  /** A slider to try values out. */
  slider?: SliderRange;
  /** What follows is a step of its own for undo. */
  onNewStep?: () => void;
}

export function NumberField(props: NumberFieldProps) {
  const {
    value,
    onChange,
    unit,
    min,
    max,
    integer,
    isOptional,
    placeholder,
    scale = 1,
    step = 1,
    slider,
    onNewStep,
    ...chrome
  } = props;
  const format = useCallback((number: number | undefined) => formatNumber(number, scale), [scale]);
  const draft = useDraft<number | undefined>({
    value,
    format,
    parse: (text) => parseNumber(text, { min, max, integer, isOptional, scale }),
    onChange,
  });

  const reach = useSliderScale(slider, value);

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Escape') draft.abandon();
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    const by = event.shiftKey ? step * 10 : step;
    const shown = (value ?? 0) * scale + (event.key === 'ArrowUp' ? by : -by);
    draft.type(formatNumber(shown / scale, scale));
  }

  return (
    <Field {...chrome} error={draft.message ?? chrome.error}>
      {(control) => (
        <>
          <div className="ui-control">
            <input
              {...control}
              className="ui-input"
              inputMode="decimal"
              autoComplete="off"
              value={draft.text}
              placeholder={placeholder}
              onChange={(event) => draft.type(event.target.value)}
              onBlur={draft.leave}
              onKeyDown={onKeyDown}
            />
            {unit && <span className="ui-unit">{unit}</span>}
          </div>
          {reach && value !== undefined && (
            <FieldSlider
              label={chrome.label}
              value={value}
              scale={reach}
              text={`${format(value)}${unit ? ` ${unit}` : ''}`}
              onChange={(target) => onChange(Number(target.toPrecision(12)))}
              onNewStep={onNewStep}
              isDisabled={chrome.isDisabled}
            />
          )}
        </>
      )}
    </Field>
  );
}

const formatNumber = (number: number | undefined, scale: number): string =>
  number === undefined ? '' : String(Number((number * scale).toPrecision(12)));

interface NumberLimits {
  min: number | undefined;
  max: number | undefined;
  integer: boolean | undefined;
  isOptional: boolean | undefined;
  scale: number;
}

function parseNumber(
  text: string,
  { min = -Infinity, max = Infinity, integer, isOptional, scale }: NumberLimits,
): Reading<number | undefined> {
  const typed = text
    .replace(/[\s\u00a0\u202f]/g, '')
    .replace(',', '.')
    .replace(/%$/, '');
  if (typed === '') {
    return isOptional ? { ok: true, value: undefined } : { ok: false, message: 'Type a number.' };
  }
  const shown = Number(typed);
  if (!Number.isFinite(shown)) return { ok: false, message: `"${text}" is not a number.` };
  if (integer && !Number.isInteger(shown))
    return { ok: false, message: `Expected a whole number, got ${text}.` };
  const value = Number((shown / scale).toPrecision(12));
  if (value < min) return { ok: false, message: `Expected at least ${min * scale}.` };
  if (value > max) return { ok: false, message: `Expected at most ${max * scale}.` };
  return { ok: true, value };
}
