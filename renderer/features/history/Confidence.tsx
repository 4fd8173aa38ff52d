import { percentText } from '#shared/charts/number-text.ts';
import { Tooltip } from '#renderer/ui/Tooltip.tsx';
import { Focusable } from 'react-aria-components';

/** How sure the importer is, as a word with its figure. */
export function Confidence({ value }: { value: number }) {
  const [word, tone] =
    value >= 0.95 ? ['sure', 'holds'] : value >= 0.75 ? ['likely', 'unknown'] : ['please check', 'risk'];
  return (
    <Tooltip text={`The importer is ${percentText(value)} sure of this.`}>
      <Focusable>
        <span className="history-confidence" data-tone={tone} role="button" tabIndex={0}>
          {word}
        </span>
      </Focusable>
    </Tooltip>
  );
}
