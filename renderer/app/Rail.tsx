import { useAppState } from '#renderer/state/AppContext.tsx';
import { useNavigate } from '#renderer/state/use-session.ts';
import { screenList, type ScreenEntry } from './screen-list.ts';
import { useRailFacts } from './use-rail-facts.ts';
import './Rail.css';

/** The story from left to right, written from top to bottom. */
export function Rail() {
  const facts = useRailFacts();
  const parts = [...new Set(screenList.map(({ part }) => part))];
  return (
    <nav className="rail" aria-label="Steps">
      {parts.map((part) => (
        <ul key={part}>
          {screenList
            .filter((entry) => entry.part === part)
            .map((entry) => (
              <RailItem key={entry.id} entry={entry} fact={facts[entry.id]} />
            ))}
        </ul>
      ))}
    </nav>
  );
}

function RailItem({ entry, fact }: { entry: ScreenEntry; fact: string | undefined }) {
  const navigate = useNavigate();
  const isCurrent = useAppState((state) => state.session.screen === entry.id);
  const Icon = entry.icon;
  return (
    <li>
      <a
        className="rail-item"
        href={`#/${entry.id}`}
        title={entry.label}
        aria-current={isCurrent ? 'page' : undefined}
        onClick={(event) => {
          event.preventDefault();
          navigate(entry.id);
        }}
      >
        <Icon size={15} strokeWidth={1.9} aria-hidden />
        <span className="rail-label">{entry.label}</span>
        {fact && <span className="rail-fact">{fact}</span>}
      </a>
    </li>
  );
}
