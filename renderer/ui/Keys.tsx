import './Keys.css';

const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);

/** `Mod+K` in the way this machine writes it: ⌘K or Ctrl K. */
export function keyNames(keys: string): string[] {
  const written: Record<string, string> = isMac
    ? { Mod: '⌘', Shift: '⇧', Alt: '⌥' }
    : { Mod: 'Ctrl', Shift: 'Shift', Alt: 'Alt' };
  return keys.split(/[+ ]/).map((key) => written[key] ?? key);
}

export function Keys({ keys }: { keys: string }) {
  return (
    <span className="ui-keys">
      {keyNames(keys).map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </span>
  );
}
