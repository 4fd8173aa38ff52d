import type { ReactNode } from 'react';
import { Switch as AriaSwitch } from 'react-aria-components';
import './Switch.css';

export interface SwitchProps {
  children: ReactNode;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
  isDisabled?: boolean;
  description?: ReactNode;
  /** Says it to screen readers where `children` is empty. */
  label?: string;
}

export function Switch({ children, isOn, onChange, isDisabled, description, label }: SwitchProps) {
  return (
    <AriaSwitch
      className="ui-switch"
      isSelected={isOn}
      onChange={onChange}
      isDisabled={isDisabled}
      aria-label={label}
    >
      <span className="ui-switch-track" aria-hidden>
        <span className="ui-switch-thumb" />
      </span>
      {children && (
        <span>
          {children}
          {description && <span className="ui-choice-description">{description}</span>}
        </span>
      )}
    </AriaSwitch>
  );
}
