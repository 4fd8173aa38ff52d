import { Field, type FieldChrome } from '#renderer/ui/Field.tsx';
import { useDraft, type Reading } from '#renderer/ui/use-draft.ts';

export interface TimeOfDayFieldProps extends FieldChrome {
  /** `18:00`; `24:00` is the end of the day. */
  value: string;
  onChange: (time: string) => void;
}

/** A time of day on the 24-hour clock, whatever the system's language: `18:00`, or just `18`. */
export function TimeOfDayField({ value, onChange, ...chrome }: TimeOfDayFieldProps) {
  const draft = useDraft<string>({ value, format: same, parse: parseTime, onChange });
  return (
    <Field {...chrome} error={draft.message ?? chrome.error}>
      {(control) => (
        <div className="ui-control">
          <input
            {...control}
            className="ui-input"
            autoComplete="off"
            spellCheck={false}
            value={draft.text}
            onChange={(event) => draft.type(event.target.value)}
            onBlur={draft.leave}
            onKeyDown={(event) => event.key === 'Escape' && draft.abandon()}
          />
        </div>
      )}
    </Field>
  );
}

const same = (text: string): string => text;

/** `7`, `7:5`, `07.05` and `0705` are all read; what is no time says so. */
export function parseTime(text: string): Reading<string> {
  const part = /^(\d{1,2})(?:[:.h]?(\d{1,2}))?$/.exec(text.trim());
  const hour = Number(part?.[1]);
  const minute = Number(part?.[2] ?? 0);
  if (!part || hour > 24 || minute > 59 || (hour === 24 && minute > 0)) {
    return { ok: false, message: `"${text}" is not a time of day. Expected something like 18:00.` };
  }
  return { ok: true, value: `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}` };
}
