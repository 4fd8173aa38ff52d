import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import type { Choice } from './Select.tsx';
import './SegmentedControl.css';

export interface SegmentedControlProps<Id extends string> {
  label: string;
  value: Id;
  onChange: (value: Id) => void;
  choices: readonly Choice<Id>[];
  /** `joined` is one bar; `loose` are chips that may wrap. */
  look?: 'joined' | 'loose';
}

/** One of a few, all of them in sight. */
export function SegmentedControl<Id extends string>({
  label,
  value,
  onChange,
  choices,
  look = 'joined',
}: SegmentedControlProps<Id>) {
  return (
    <ToggleButtonGroup
      aria-label={label}
      className={`ui-segments ui-segments-${look}`}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => keys.forEach((key) => onChange(String(key) as Id))}
    >
      {choices.map((choice) => (
        <ToggleButton key={choice.id} id={choice.id} className="ui-segment">
          {choice.icon}
          {choice.label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
