import { Check, ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Button as AriaButton,
  ListBox,
  ListBoxItem,
  Popover,
  Select as AriaSelect,
  SelectValue,
} from 'react-aria-components';
import { Field, type FieldChrome } from './Field.tsx';
import './Select.css';

export interface Choice<Id extends string = string> {
  id: Id;
  label: string;
  /** A second line that says when to choose it. */
  description?: string;
  icon?: ReactNode;
}

export interface SelectProps<Id extends string> extends FieldChrome {
  value: Id | undefined;
  onChange: (value: Id) => void;
  choices: readonly Choice<Id>[];
  placeholder?: string;
}

export function Select<Id extends string>({
  value,
  onChange,
  choices,
  placeholder = 'Choose…',
  ...chrome
}: SelectProps<Id>) {
  return (
    <Field {...chrome}>
      {(control) => (
        <AriaSelect
          aria-label={chrome.label}
          isDisabled={control.disabled}
          isInvalid={control['aria-invalid']}
          value={value ?? null}
          placeholder={placeholder}
          onChange={(key) => key !== null && onChange(String(key) as Id)}
        >
          <AriaButton id={control.id} className="ui-select" aria-describedby={control['aria-describedby']}>
            <SelectValue className="ui-select-value">
              {({ isPlaceholder }) =>
                isPlaceholder ? (
                  <span className="note">{placeholder}</span>
                ) : (
                  choices.find(({ id }) => id === value)?.label
                )
              }
            </SelectValue>
            <ChevronDown size={14} aria-hidden />
          </AriaButton>
          <Popover className="ui-popover" offset={4}>
            <ChoiceList choices={choices} />
          </Popover>
        </AriaSelect>
      )}
    </Field>
  );
}

function ChoiceList<Id extends string>({ choices }: { choices: readonly Choice<Id>[] }) {
  return (
    <ListBox className="ui-list" items={choices}>
      {(choice) => (
        <ListBoxItem id={choice.id} textValue={choice.label} className="ui-list-item">
          {({ isSelected }) => (
            <>
              {choice.icon}
              <span className="ui-list-text">
                {choice.label}
                {choice.description && <span className="ui-list-description">{choice.description}</span>}
              </span>
              {isSelected && <Check size={14} aria-hidden />}
            </>
          )}
        </ListBoxItem>
      )}
    </ListBox>
  );
}
