export interface ProgressLine {
  /** `share` from 0 to 1. */
  show(share: number, text: string): void;
  clear(): void;
}

const WIDTH = 28;
/** Redrawing more often only flickers. */
const REDRAW_MS = 80;

/** A bar on standard error where that is a terminal and nobody asked for silence; else nothing. */
export function createProgressLine({ quiet = false }: { quiet?: boolean | undefined }): ProgressLine {
  const { stderr } = process;
  if (quiet || !stderr.isTTY) return { show: () => {}, clear: () => {} };
  let drawnAt = 0;
  return {
    show(share, text) {
      if (performance.now() - drawnAt < REDRAW_MS && share < 1) return;
      drawnAt = performance.now();
      const filled = Math.round(Math.min(1, Math.max(0, share)) * WIDTH);
      const line = `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} ${text}`;
      stderr.write(`\r\u001b[2K${line.slice(0, (stderr.columns || 80) - 1)}`);
    },
    clear() {
      stderr.write('\r\u001b[2K');
    },
  };
}
