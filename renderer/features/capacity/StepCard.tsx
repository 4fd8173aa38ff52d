import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react';
import type { PathStep, VisitStep } from '#shared/domain/journey.ts';
import { usePlan } from '#renderer/state/use-plan.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { newVisit } from './capacity-edits.ts';
import { VisitFields } from './VisitFields.tsx';

export interface StepCardProps {
  path: string;
  number: number;
  step: PathStep;
  /** `null` removes the step. */
  onChange: (step: PathStep | null) => void;
  onUp?: () => void;
  onDown?: () => void;
}

/** One step of a journey's path: a visit, or branches that run at the same time. */
export function StepCard({ path, number, step, onChange, onUp, onDown }: StepCardProps) {
  return (
    <li className="capacity-step">
      <header>
        <span className="note">
          {number}
          {step.kind === 'parallel' && ' · at the same time'}
        </span>
        <span className="push row">
          <IconButton
            label={`Move step ${number} up`}
            size="small"
            icon={<ArrowUp size={13} />}
            isDisabled={!onUp}
            {...(onUp && { onPress: onUp })}
          />
          <IconButton
            label={`Move step ${number} down`}
            size="small"
            icon={<ArrowDown size={13} />}
            isDisabled={!onDown}
            {...(onDown && { onPress: onDown })}
          />
          <IconButton
            label={`Remove step ${number}`}
            size="small"
            icon={<Trash2 size={13} />}
            onPress={() => onChange(null)}
          />
        </span>
      </header>
      {step.kind === 'visit' ? (
        <VisitFields path={path} visit={step} onChange={onChange} />
      ) : (
        <Branches path={path} branches={step.branches} onChange={(branches) => onChange(joined(branches))} />
      )}
    </li>
  );
}

/** A parallel step of one branch is no longer parallel. */
function joined(branches: VisitStep[][]): PathStep | null {
  const filled = branches.filter((branch) => branch.length > 0);
  if (filled.length >= 2) return { kind: 'parallel', branches: filled };
  return filled[0]?.[0] ?? null;
}

function Branches({
  path,
  branches,
  onChange,
}: {
  path: string;
  branches: VisitStep[][];
  onChange: (branches: VisitStep[][]) => void;
}) {
  const first = usePlan().components[0]?.id ?? '';
  const setVisit = (branch: number, position: number, visit: VisitStep | null) =>
    onChange(
      branches.map((visits, index) =>
        index === branch
          ? visits.flatMap((one, at) => (at === position ? (visit ? [visit] : []) : [one]))
          : visits,
      ),
    );
  return (
    <>
      {branches.map((visits, branch) => (
        <div key={branch} className="capacity-branch">
          <span className="note">Branch {branch + 1}</span>
          {visits.map((visit, position) => (
            <VisitFields
              key={position}
              path={`${path}/branches/${branch}/${position}`}
              visit={visit}
              onChange={(next) => setVisit(branch, position, next)}
            />
          ))}
          <div className="row">
            <Button
              size="small"
              isAdding
              icon={<Plus size={13} />}
              onPress={() =>
                onChange(branches.map((one, index) => (index === branch ? [...one, newVisit(first)] : one)))
              }
            >
              Visit
            </Button>
            <Button
              size="small"
              variant="quiet"
              onPress={() => onChange(branches.filter((_one, index) => index !== branch))}
            >
              Remove branch
            </Button>
          </div>
        </div>
      ))}
      <div>
        <Button
          size="small"
          isAdding
          icon={<Plus size={13} />}
          onPress={() => onChange([...branches, [newVisit(first)]])}
        >
          Branch
        </Button>
      </div>
    </>
  );
}
