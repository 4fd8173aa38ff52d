import { Label, ProgressBar } from 'react-aria-components';
import './Progress.css';

export interface ProgressProps {
  /** What is being done. */
  label: string;
  /** From 0 to 1; `undefined` when nobody knows. */
  share: number | undefined;
  /** How far, in words: "412 of 1 000 futures". */
  text?: string;
  hideLabel?: boolean;
}

export function Progress({ label, share, text, hideLabel }: ProgressProps) {
  return (
    <ProgressBar
      className="ui-progress"
      aria-label={hideLabel ? label : undefined}
      value={(share ?? 0) * 100}
      valueLabel={text}
      isIndeterminate={share === undefined}
    >
      {!hideLabel && (
        <span className="ui-progress-words">
          <Label>{label}</Label>
          {text && <span className="note">{text}</span>}
        </span>
      )}
      <span className="ui-progress-track" data-indeterminate={share === undefined || undefined}>
        <span className="ui-progress-fill" style={{ width: `${(share ?? 0.3) * 100}%` }} />
      </span>
    </ProgressBar>
  );
}
