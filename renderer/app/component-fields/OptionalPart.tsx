import type { ReactNode } from 'react';
import { useField } from '#renderer/state/use-field.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { InspectorSection } from '#renderer/ui/Inspector.tsx';
import { Switch } from '#renderer/ui/Switch.tsx';

export interface OptionalPartProps {
  path: string;
  title: string;
  /** In one line: what is assumed while it is off. */
  withoutIt: string;
  /** What it starts with when it is switched on. */
  initial: unknown;
  children: ReactNode;
}

/** A part of the plan that may be missing: a switch, and its fields while it is on. */
export function OptionalPart({ path, title, withoutIt, initial, children }: OptionalPartProps) {
  const field = useField<unknown>(path);
  const isOn = field.value !== undefined;
  return (
    <InspectorSection
      title={title}
      actions={
        <Switch
          label={title}
          isOn={isOn}
          onChange={(on) => field.set(on ? initial : undefined, { group: null })}
        >
          {null}
        </Switch>
      }
    >
      {isOn ? children : <p className="note">{withoutIt}</p>}
      {!isOn && field.isOverridden && (
        <p className="note">
          The parent scenario has it.{' '}
          <Button variant="link" onPress={field.reset}>
            Take it back
          </Button>
        </p>
      )}
    </InspectorSection>
  );
}
