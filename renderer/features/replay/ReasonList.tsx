import type { Plan } from '#shared/domain/plan.ts';
import type { Comparison } from '#shared/verdicts/engines/hour-report.ts';
import { groupReasons } from '#shared/verdicts/engines/reason-groups.ts';
import { Card } from '#renderer/ui/Card.tsx';

/** Why the engines differ, each reason once with the figures it explains. */
export function ReasonList({ plan, comparisons }: { plan: Plan; comparisons: readonly Comparison[] }) {
  const groups = groupReasons(plan, comparisons);
  if (groups.length === 0) return null;
  return (
    <Card title="Why they differ">
      <dl className="replay-reasons">
        {groups.map(({ text, figures }) => (
          <div key={text}>
            <dt>{figures}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
