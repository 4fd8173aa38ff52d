import type { Quantity } from '#shared/units/quantity.ts';
import { formatQuantity } from '#shared/units/quantity-text.ts';
import { useApp } from '#renderer/state/AppContext.tsx';
import { useField } from '#renderer/state/use-field.ts';
import { QuantityField, type QuantityFieldProps } from '#renderer/ui/QuantityField.tsx';
import { chromeOf, type Bound } from './field-chrome.ts';

/** A quantity of the plan, bound to its path. */
export function PlanQuantity({ path, ...props }: Bound<QuantityFieldProps>) {
  const { document } = useApp();
  const field = useField<Quantity | undefined>(path);
  const describe = (value: Quantity | undefined) =>
    value === undefined ? 'nothing' : formatQuantity(value, { scale: props.scale ?? 1 });
  return (
    <QuantityField
      {...props}
      {...chromeOf(field, describe, props)}
      value={field.value}
      onChange={field.set}
      onNewStep={document.closeGroup}
    />
  );
}
