import { useRun } from '#renderer/state/use-run.ts';
import { useNavigate } from '#renderer/state/use-session.ts';
import { useToast } from '#renderer/ui/Toast.tsx';
import { useExportProposal } from './use-export-proposal.ts';

/** Exports the proposal; where the verdict is not up to date, goes where that is explained and mended. */
export function useExportCommand(): { run: () => void; isPending: boolean } {
  const exporting = useExportProposal();
  const navigate = useNavigate();
  const toast = useToast();
  const { start } = useRun();

  async function run() {
    if (!exporting.isReady) {
      navigate('proposal');
      return toast({
        text: 'The proposal needs a full run of the plan as it is now.',
        action: { label: 'Run', onPress: () => start() },
      });
    }
    const answer = await exporting.start();
    if (answer.ok) {
      const saved = `${answer.fileName}: ${answer.pages} pages, saved to your downloads.`;
      toast({ text: [saved, ...answer.problems].join(' '), stays: answer.problems.length > 0 });
    } else if (answer.failure.kind !== 'cancelled') toast({ tone: 'problem', text: answer.failure.message });
  }

  return { run: () => void run(), isPending: exporting.isPending };
}
