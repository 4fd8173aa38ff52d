import type { VerdictDocument } from '#shared/verdicts/verdict-document.ts';
import type { PreviewState } from '#renderer/state/app-state.ts';
import { groupThousands } from '#renderer/ui/number-text.ts';

type Judgement = Pick<VerdictDocument, 'replications'> | undefined;

/** What the live promises rest on: `320 of 1 000 futures · 2 changed`. */
export function basisWords(preview: PreviewState | null, judged: Judgement, changed: number): string {
  if (preview?.failure) return preview.failure.message;
  const basis = basisOf(preview, judged);
  return changed > 0 ? `${basis} · ${changed} changed` : basis;
}

function basisOf(preview: PreviewState | null, judged: Judgement): string {
  const known = judged && `${groupThousands(String(judged.replications))}\u00a0futures`;
  if (preview?.isPending) return 'judging the edit';
  if (preview?.progress && judged)
    return `${groupThousands(String(judged.replications))} of ${groupThousands(String(preview.progress.total))}\u00a0futures`;
  if (preview?.pause?.kind === 'stopped') return `stopped at ${known ?? 'nothing'}`;
  if (preview?.pause?.kind === 'long')
    return `${known}; all of them take about ${lengthWords(preview.pause.ms)}`;
  if (!known) return 'not judged yet';
  return preview ? `all ${known}` : `last full run, ${known}`;
}

/** Read out: the first answer to an edit and the last one, nothing in between. */
export function spokenWords(preview: PreviewState | null, judged: Judgement, changed: number): string {
  if (!preview || !judged || preview.isPending) return '';
  const changes =
    changed === 0 ? 'no verdict changed' : `${changed} verdict${changed === 1 ? '' : 's'} changed`;
  return preview.progress ? `Preview: ${changes}.` : `On ${judged.replications} futures ${changes}.`;
}

/** `3 min`. */
function lengthWords(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  return minutes < 90 ? `${minutes}\u00a0min` : `${Math.round(minutes / 60)}\u00a0h`;
}
