import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { Field, type FieldChrome } from './Field.tsx';
import type { Choice } from './Select.tsx';
import './SegmentedControl.css';

export interface ToggleGroupProps<Id extends string> extends FieldChrome {
  value: readonly Id[];
  onChange: (value: Id[]) => void;
  choices: readonly Choice<Id>[];
}

/** Any number of short choices in a row, such as the days of the week. */
export function ToggleGroup<Id extends string>({
  value,
  onChange,
  choices,
  ...chrome
}: ToggleGroupProps<Id>) {
  return (
    <Field {...chrome}>
      {(control) => (
        <div id={control.id}>
          <ToggleButtonGroup
            aria-label={chrome.label}
            className="ui-segments ui-segments-joined ui-segments-even"
            selectionMode="multiple"
            selectedKeys={value}
            onSelectionChange={(keys) => onChange(choices.map(({ id }) => id).filter((id) => keys.has(id)))}
          >
            {choices.map(({ id, label }) => (
              <ToggleButton key={id} id={id} className="ui-segment">
                {label}
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
        </div>
      )}
    </Field>
  );
}
