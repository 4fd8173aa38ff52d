import { Check, Minus } from 'lucide-react';
import type { ReactNode } from 'react';
import { Checkbox as AriaCheckbox } from 'react-aria-components';
import { Field, type FieldChrome } from './Field.tsx';
import type { Choice } from './Select.tsx';
import './Switch.css';

export interface CheckboxProps {
  children?: ReactNode;
  isChecked: boolean;
  onChange: (isChecked: boolean) => void;
  isIndeterminate?: boolean;
  isDisabled?: boolean;
  label?: string;
}

export function Checkbox({ children, isChecked, label, ...rest }: CheckboxProps) {
  return (
    <AriaCheckbox {...rest} className="ui-checkbox" isSelected={isChecked} aria-label={label}>
      {({ isSelected, isIndeterminate }) => (
        <>
          <span className="ui-checkbox-box" aria-hidden>
            {isIndeterminate ? (
              <Minus size={12} strokeWidth={3} />
            ) : (
              isSelected && <Check size={12} strokeWidth={3} />
            )}
          </span>
          {children}
        </>
      )}
    </AriaCheckbox>
  );
}

export interface CheckboxGroupProps<Id extends string> extends FieldChrome {
  choices: readonly Choice<Id>[];
  /** None ticked is `undefined`: no restriction. */
  value: readonly Id[] | undefined;
  onChange: (value: Id[] | undefined) => void;
}

/** Any number of choices; with none ticked the field says nothing, which means all. */
export function CheckboxGroup<Id extends string>({
  choices,
  value = [],
  onChange,
  ...chrome
}: CheckboxGroupProps<Id>) {
  function toggle(id: Id, isChecked: boolean) {
    const chosen = choices
      .map((choice) => choice.id)
      .filter((choice) => (choice === id ? isChecked : value.includes(choice)));
    onChange(chosen.length > 0 ? chosen : undefined);
  }
  return (
    <Field {...chrome}>
      {(control) => (
        <div id={control.id} className="ui-checkbox-group" role="group" aria-label={chrome.label}>
          {choices.map(({ id, label }) => (
            <Checkbox key={id} isChecked={value.includes(id)} onChange={(isChecked) => toggle(id, isChecked)}>
              {label}
            </Checkbox>
          ))}
        </div>
      )}
    </Field>
  );
}
