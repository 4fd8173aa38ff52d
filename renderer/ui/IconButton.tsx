import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { Tooltip } from './Tooltip.tsx';
import './Button.css';

export interface IconButtonProps {
  /** What it does: read out, and shown as its tooltip. */
  label: string;
  icon: ReactNode;
  onPress?: () => void;
  size?: 'small' | 'medium';
  bordered?: boolean;
  isDisabled?: boolean;
  /** Keys that do the same, shown in the tooltip. */
  keys?: string;
}

export function IconButton({ label, icon, size = 'medium', bordered, keys, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label} keys={keys}>
      <AriaButton
        {...rest}
        aria-label={label}
        className="ui-icon-button"
        data-size={size}
        data-bordered={bordered || undefined}
      >
        {icon}
      </AriaButton>
    </Tooltip>
  );
}
