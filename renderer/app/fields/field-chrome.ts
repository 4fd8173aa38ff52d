import type { BoundField } from '#renderer/state/use-field.ts';
import type { FieldChrome } from '#renderer/ui/Field.tsx';

/** Properties of a field whose value and changes come from the plan. */
export type Bound<Props> = Omit<Props, 'value' | 'onChange' | 'error' | 'inherited'> & {
  /** Where in the plan: `components/cart-store/instances`. */
  path: string;
};

/** What the field shows of its place in the plan: the parent's value, and what is wrong with it. */
export function chromeOf<Value>(
  field: BoundField<Value>,
  describe: (value: Value) => string,
  { isDisabled }: Pick<FieldChrome, 'isDisabled'> = {},
): Pick<FieldChrome, 'error' | 'inherited' | 'isDisabled'> {
  return {
    isDisabled,
    error: field.problems[0]?.message,
    inherited: field.isOverridden ? { text: describe(field.inherited), onReset: field.reset } : undefined,
  };
}
