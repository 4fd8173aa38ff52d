import type { ReactNode } from 'react';
import { useField } from '#renderer/state/use-field.ts';
import { Switch } from '#renderer/ui/Switch.tsx';

/** Something in the plan that is on or off, bound to its path. */
export function PlanSwitch({
  path,
  children,
  description,
}: {
  path: string;
  children: ReactNode;
  description?: ReactNode;
}) {
  const field = useField<boolean>(path);
  return (
    <Switch
      isOn={field.value ?? false}
      onChange={(isOn) => field.set(isOn, { group: null })}
      description={description}
    >
      {children}
      {field.isOverridden && <span className="note"> · parent has {field.inherited ? 'on' : 'off'}</span>}
    </Switch>
  );
}
