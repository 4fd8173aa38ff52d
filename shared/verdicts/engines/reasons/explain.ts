import type { ComparedFigure, Situation } from '../compared-figure.ts';

/** One thing that makes the engines differ: a sentence with its evidence where the span has it, else undefined. */
export type Explain = (situation: Situation, figure: ComparedFigure) => string | undefined;
