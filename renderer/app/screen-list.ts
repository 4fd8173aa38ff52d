import {
  ChartColumn,
  Clock,
  FileText,
  Funnel,
  GitCompareArrows,
  Layers,
  ScanSearch,
  Spline,
  SquareCheckBig,
  Target,
  type LucideIcon,
} from 'lucide-react';
import type { ScreenId } from '#renderer/state/app-state.ts';

export interface ScreenEntry {
  id: ScreenId;
  label: string;
  icon: LucideIcon;
  /** Pressed after `g`. */
  letter: string;
  /** Part of the story: assumptions, judgement, document. */
  part: 1 | 2 | 3;
  /** What the step is for, in the palette. */
  purpose: string;
}

export const screenList: readonly ScreenEntry[] = [
  {
    id: 'history',
    label: 'History',
    icon: ChartColumn,
    letter: 'h',
    part: 1,
    purpose: 'Import measured data',
  },
  { id: 'demand', label: 'Demand', icon: Spline, letter: 'd', part: 1, purpose: 'Growth, seasons, peaks' },
  {
    id: 'capacity',
    label: 'Capacity',
    icon: Layers,
    letter: 'c',
    part: 1,
    purpose: 'Components and journeys',
  },
  {
    id: 'shaping',
    label: 'Shaping',
    icon: Funnel,
    letter: 's',
    part: 1,
    purpose: 'Limits, shedding, retries',
  },
  {
    id: 'operations',
    label: 'Operations',
    icon: Clock,
    letter: 'o',
    part: 1,
    purpose: 'Failures, maintenance, deployments',
  },
  { id: 'targets', label: 'Targets', icon: Target, letter: 't', part: 2, purpose: 'Promises in three tiers' },
  {
    id: 'verdict',
    label: 'Verdict',
    icon: SquareCheckBig,
    letter: 'v',
    part: 2,
    purpose: 'Can we promise this?',
  },
  {
    id: 'replay',
    label: 'Replay',
    icon: ScanSearch,
    letter: 'r',
    part: 2,
    purpose: 'Check an hour, request by request; chaos',
  },
  {
    id: 'compare',
    label: 'Compare',
    icon: GitCompareArrows,
    letter: 'm',
    part: 3,
    purpose: 'Scenarios side by side',
  },
  {
    id: 'proposal',
    label: 'Proposal',
    icon: FileText,
    letter: 'p',
    part: 3,
    purpose: 'The document to sign',
  },
];
