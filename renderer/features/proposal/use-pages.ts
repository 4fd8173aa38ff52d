import { useEffect, useState } from 'react';
import type { Plan } from '#shared/domain/plan.ts';
import { toFailure, type Failure } from '#renderer/api/failure.ts';
import { useApp } from '#renderer/state/AppContext.tsx';

/** A pause in typing after which the pages are drawn anew. */
const QUIET_MS = 500;

export interface Pages {
  /** Addresses of the page images, in order. */
  pages: readonly string[];
  problems: readonly string[];
  failure: Failure | null;
  isPending: boolean;
}

/** Typesets the proposal of the plan with the run's figures, whenever its words change. */
export function usePages({ id, proposal, name, description }: Plan, run: string): Pages {
  const { backend, document } = useApp();
  const [state, setState] = useState<Pages>({ pages: [], problems: [], failure: null, isPending: true });

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const timer = setTimeout(async () => {
      setState((shown) => ({ ...shown, isPending: true }));
      try {
        await document.flush();
        const drawn = await backend.api.proposals.preview({ plan: id, run }, { signal });
        if (signal.aborted) return;
        setState({
          pages: drawn.pages.map(toAddress),
          problems: drawn.problems,
          failure: null,
          isPending: false,
        });
      } catch (error) {
        const failure = toFailure(error);
        if (!signal.aborted && failure.kind !== 'cancelled')
          setState((shown) => ({ ...shown, failure, isPending: false }));
      }
    }, QUIET_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [backend, document, id, run, proposal, name, description]);

  useEffect(() => () => state.pages.forEach((address) => URL.revokeObjectURL(address)), [state.pages]);
  return state;
}

const toAddress = (svg: string): string => URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
