import { useCallback } from 'react';
import { highEnd, isRange, lowEnd, type Quantity } from '#shared/units/quantity.ts';
import { formatQuantity, parseQuantity } from '#shared/units/quantity-text.ts';
import { DistributionSketch } from './DistributionSketch.tsx';
import { Field, type FieldChrome } from './Field.tsx';
import { useDraft, type Reading } from './use-draft.ts';

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
    ...chrome
  } = props;
  const format = useCallback(
    (quantity: Quantity | undefined) => (quantity === undefined ? '' : formatQuantity(quantity, { scale })),
    [scale],
  );
  const parse = (text: string) => read(text, { scale, min, max, isOptional });
  const draft = useDraft<Quantity | undefined>({ value, format, parse, onChange });
  const range = value !== undefined && isRange(value) ? value : undefined;

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
              onKeyDown={(event) => event.key === 'Escape' && draft.abandon()}
            />
            {unit && <span className="ui-unit">{unit}</span>}
          </div>
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
