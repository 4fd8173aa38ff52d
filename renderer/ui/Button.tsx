import { LoaderCircle } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import './Button.css';

export interface ButtonProps {
  children: ReactNode;
  onPress?: () => void;
  /** `primary` once per view: the thing people came for. */
  variant?: 'primary' | 'secondary' | 'quiet' | 'danger' | 'link';
  size?: 'small' | 'medium';
  icon?: ReactNode;
  isDisabled?: boolean;
  /** Work is under way; the button keeps its size and says so. */
  isPending?: boolean;
  /** Dashed border: adds something that is not there yet. */
  isAdding?: boolean;
  label?: string;
  type?: 'button' | 'submit';
  autoFocus?: boolean;
  slot?: string;
}

export function Button({
  children,
  variant = 'secondary',
  size = 'medium',
  icon,
  isPending = false,
  isAdding = false,
  label,
  ...rest
}: ButtonProps) {
  return (
    <AriaButton
      {...rest}
      aria-label={label}
      isPending={isPending}
      className={`ui-button ui-button-${variant}${isAdding ? ' ui-button-adding' : ''}`}
      data-size={size}
    >
      {isPending ? <LoaderCircle className="ui-spin" size={14} aria-hidden /> : icon}
      <span className="ui-button-text">{children}</span>
    </AriaButton>
  );
}
