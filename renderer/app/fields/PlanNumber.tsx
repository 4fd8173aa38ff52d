import { useApp } from '#renderer/state/AppContext.tsx';
import { useField } from '#renderer/state/use-field.ts';
import { NumberField, type NumberFieldProps } from '#renderer/ui/NumberField.tsx';
import { formatNumber } from '#renderer/ui/number-text.ts';
import { chromeOf, type Bound } from './field-chrome.ts';

/** A plain number of the plan, bound to its path. */
export function PlanNumber({ path, ...props }: Bound<NumberFieldProps>) {
  const { document } = useApp();
  const field = useField<number | undefined>(path);
  const describe = (value: number | undefined) =>
    value === undefined ? 'nothing' : formatNumber(value * (props.scale ?? 1), 6);
  return (
    <NumberField
      {...props}
      {...chromeOf(field, describe, props)}
      value={field.value}
      onChange={field.set}
      onNewStep={document.closeGroup}
    />
  );
}
