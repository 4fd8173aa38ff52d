import { useEffect, useRef, useState } from 'react';

export type Reading<Value> = { ok: true; value: Value } | { ok: false; message: string };

export interface DraftOptions<Value> {
  value: Value;
  format: (value: Value) => string;
  parse: (text: string) => Reading<Value>;
  onChange: (value: Value) => void;
}

/**
 * The text somebody is typing for a value. What can be read is passed on at every key; what cannot
 * stays as typed, with the reason, and the value keeps what it had. Leaving the field tidies the text.
 */
export function useDraft<Value>({ value, format, parse, onChange }: DraftOptions<Value>) {
  const [draft, setDraft] = useState<string | null>(null);
  const [message, setMessage] = useState<string>();
  const own = useRef(value);

  useEffect(() => {
    // The value was changed elsewhere (undo, another scenario): the draft no longer speaks of it.
    if (format(own.current) === format(value)) return;
    own.current = value;
    setDraft(null);
    setMessage(undefined);
  }, [value, format]);

  function type(text: string) {
    setDraft(text);
    const reading = parse(text);
    setMessage(reading.ok ? undefined : reading.message);
    if (!reading.ok) return;
    own.current = reading.value;
    onChange(reading.value);
  }

  function leave() {
    if (!message) setDraft(null);
  }

  function abandon() {
    setDraft(null);
    setMessage(undefined);
  }

  return { text: draft ?? format(value), message, type, leave, abandon };
}
