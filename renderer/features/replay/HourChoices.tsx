import { dayText, clockText, fromIsoText } from '#shared/charts/civil-date.ts';
import type { HourToCheck } from '#shared/verdicts/engines/hours-to-check.ts';
import { useApp, useAppState } from '#renderer/state/AppContext.tsx';

/** Hours that are worth a look, one press each. */
export function HourChoices({ hours }: { hours: readonly HourToCheck[] }) {
  const { session } = useApp();
  const at = useAppState((state) => state.session.span.at);
  return (
    <ul className="replay-hours">
      {hours.map(({ localTime, title, why }) => (
        <li key={localTime}>
          <button
            type="button"
            className="replay-hour"
            aria-pressed={at === localTime}
            onClick={() => session.chooseSpan({ at: localTime, minutes: 60 })}
          >
            <span className="replay-hour-title">{title}</span>
            <span className="replay-hour-time">
              {dayText(fromIsoText(localTime))}, {clockText(fromIsoText(localTime))}
            </span>
            <span className="note">{why}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
