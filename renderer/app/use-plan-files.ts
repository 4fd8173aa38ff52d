import { useApp } from '#renderer/state/AppContext.tsx';
import { toFailure } from '#renderer/api/failure.ts';
import { chooseFile } from '#renderer/ui/choose-file.ts';
import { saveText } from '#renderer/ui/save-file.ts';
import { useToast } from '#renderer/ui/Toast.tsx';

/** Opening, adding and writing plans; what goes wrong is said in passing. */
export function usePlanFiles() {
  const { session } = useApp();
  const toast = useToast();

  async function attempt(act: () => Promise<unknown>) {
    try {
      await act();
    } catch (error) {
      const failure = toFailure(error);
      if (failure.kind !== 'cancelled') toast({ tone: 'problem', text: failure.message });
    }
  }

  return {
    open: (id: string) => void attempt(() => session.openPlan(id)),
    createBlank: (name: string) => void attempt(() => session.createPlan('blank', name)),
    createSample: () => void attempt(() => session.createPlan('sample')),
    remove: (id: string) => void attempt(() => session.removePlan(id)),
    importFile: () =>
      void attempt(async () => {
        const file = await chooseFile('.json,application/json');
        if (!file) return;
        await session.importPlan(await file.text());
        toast({ text: `“${file.name}” is open.` });
      }),
    exportFile: () =>
      void attempt(async () => {
        const { fileName, text } = await session.exportPlan();
        saveText(fileName, text, 'application/json');
      }),
  };
}
