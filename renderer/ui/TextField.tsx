import { Field, type FieldChrome } from './Field.tsx';

export interface TextFieldProps extends FieldChrome {
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  /** `date`, `time` and `datetime-local` give and take the ISO text. */
  type?: 'text' | 'search' | 'url' | 'date' | 'time' | 'datetime-local';
  /** Rows of a text that may run over several lines. */
  rows?: number;
  unit?: string;
  maxLength?: number;
  autoFocus?: boolean;
  /** Names offered while typing. */
  suggestions?: readonly string[];
}

export function TextField(props: TextFieldProps) {
  const {
    value,
    onChange,
    placeholder,
    type = 'text',
    rows,
    unit,
    maxLength,
    autoFocus,
    suggestions,
    ...chrome
  } = props;
  const shared = { className: 'ui-input', value, placeholder, maxLength, autoFocus };
  return (
    <Field {...chrome}>
      {(control) => (
        <div className="ui-control">
          {rows ? (
            <textarea
              {...control}
              {...shared}
              rows={rows}
              onChange={(event) => onChange(event.target.value)}
            />
          ) : (
            <input
              {...control}
              {...shared}
              type={type}
              list={suggestions && `${control.id}-list`}
              onChange={(event) => onChange(event.target.value)}
            />
          )}
          {suggestions && (
            <datalist id={`${control.id}-list`}>
              {suggestions.map((suggestion) => (
                <option key={suggestion} value={suggestion} />
              ))}
            </datalist>
          )}
          {unit && <span className="ui-unit">{unit}</span>}
        </div>
      )}
    </Field>
  );
}
