import { useField } from '#renderer/state/use-field.ts';
import { TextField, type TextFieldProps } from '#renderer/ui/TextField.tsx';
import { chromeOf, type Bound } from './field-chrome.ts';

export interface PlanTextProps extends Bound<TextFieldProps> {
  /** An empty text removes the field from the plan. */
  isOptional?: boolean;
}

/** A text, date or time of the plan, bound to its path. */
export function PlanText({ path, isOptional, ...props }: PlanTextProps) {
  const field = useField<string | undefined>(path);
  const describe = (value: string | undefined) => (value ? `“${value}”` : 'nothing');
  return (
    <TextField
      {...props}
      {...chromeOf(field, describe, props)}
      value={field.value ?? ''}
      onChange={(text) => field.set(isOptional && text === '' ? undefined : text)}
    />
  );
}
