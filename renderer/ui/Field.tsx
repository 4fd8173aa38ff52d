import { RotateCcw } from 'lucide-react';
import { useId, type KeyboardEvent, type ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { Explained } from './Tooltip.tsx';
import './Field.css';

/** What every field shows around its control. */
export interface FieldChrome {
  label: string;
  /** Keeps the label for screen readers only. */
  hideLabel?: boolean | undefined;
  /** What the word means; a dotted line under the label tells it is there. */
  definition?: ReactNode;
  /** At the right end of the label: where the number came from. */
  note?: ReactNode;
  description?: ReactNode;
  /** What is wrong, in words, with the next step. */
  error?: string | undefined;
  /** Set when the value differs from the one it would inherit. */
  inherited?: InheritedValue | undefined;
  isDisabled?: boolean | undefined;
}

export interface InheritedValue {
  /** What the field would be: "6". */
  text: string;
  onReset: () => void;
}

export interface ControlProps {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
  disabled: boolean | undefined;
}

export interface FieldProps extends FieldChrome {
  children: (control: ControlProps) => ReactNode;
}

/** Label, control, note and problem, tied together for those who cannot see them. Alt+R resets. */
export function Field({ children, ...chrome }: FieldProps) {
  const id = useId();
  const { error, description, inherited, isDisabled } = chrome;
  const describedBy = [
    description && `${id}-description`,
    error && `${id}-error`,
    inherited && `${id}-inherited`,
  ]
    .filter(Boolean)
    .join(' ');

  function resetOnKey(event: KeyboardEvent) {
    if (!inherited || !event.altKey || event.code !== 'KeyR') return;
    event.preventDefault();
    inherited.onReset();
  }

  return (
    <div className="ui-field" data-overridden={inherited ? true : undefined} onKeyDown={resetOnKey}>
      <FieldLabel id={id} chrome={chrome} />
      {children({
        id,
        'aria-describedby': describedBy || undefined,
        'aria-invalid': error ? true : undefined,
        disabled: isDisabled,
      })}
      {description && (
        <p className="ui-field-description" id={`${id}-description`}>
          {description}
        </p>
      )}
      {error && (
        <p className="ui-field-error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

function FieldLabel({ id, chrome }: { id: string; chrome: FieldChrome }) {
  const { label, hideLabel, definition, note, inherited } = chrome;
  return (
    <div className="ui-field-head" data-hidden={(hideLabel && !inherited && !note) || undefined}>
      <label htmlFor={id} className={hideLabel ? 'ui-visually-hidden' : 'ui-field-label'}>
        {definition ? <Explained text={definition}>{label}</Explained> : label}
      </label>
      {inherited ? (
        <AriaButton className="ui-field-inherited" onPress={inherited.onReset}>
          <span className="ui-visually-hidden">Reset {label}: </span>
          <span id={`${id}-inherited`} className="ui-field-inherited-text">
            parent has {inherited.text}
          </span>
          <RotateCcw size={11} aria-hidden />
        </AriaButton>
      ) : (
        note && <span className="ui-field-note">{note}</span>
      )}
    </div>
  );
}

/** Fields side by side, two in a row unless told otherwise. */
export function FieldRow({ children, count = 2 }: { children: ReactNode; count?: number }) {
  return (
    <div className="ui-field-row" style={{ gridTemplateColumns: `repeat(${count}, minmax(0, 1fr))` }}>
      {children}
    </div>
  );
}
