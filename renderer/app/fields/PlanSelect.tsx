import { useField } from '#renderer/state/use-field.ts';
import { Select, type SelectProps } from '#renderer/ui/Select.tsx';
import { chromeOf, type Bound } from './field-chrome.ts';

/** One of a few values of the plan, bound to its path. */
export function PlanSelect<Id extends string>({ path, ...props }: Bound<SelectProps<Id>>) {
  const field = useField<Id | undefined>(path);
  const describe = (value: Id | undefined) =>
    props.choices.find(({ id }) => id === value)?.label ?? 'nothing';
  return (
    <Select<Id>
      {...props}
      {...chromeOf(field, describe, props)}
      value={field.value}
      onChange={(value) => field.set(value, { group: null })}
    />
  );
}
