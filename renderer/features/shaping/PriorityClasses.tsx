import { Plus, Trash2 } from 'lucide-react';
import { toIdentifier } from '#shared/domain/identifier.ts';
import type { Plan } from '#shared/domain/plan.ts';
import { PlanNumber } from '#renderer/app/fields/PlanNumber.tsx';
import { PlanText } from '#renderer/app/fields/PlanText.tsx';
import { useApp } from '#renderer/state/AppContext.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { Card } from '#renderer/ui/Card.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { usersOfClass } from './shaping-edits.ts';

/** Who is served first and turned away last: the classes that journeys belong to. */
export function PriorityClasses({ plan }: { plan: Plan }) {
  const { document } = useApp();
  const classes = plan.priorityClasses.toSorted((a, b) => a.priority - b.priority);

  function add() {
    const name = 'New class';
    const id = toIdentifier(
      name,
      plan.priorityClasses.map((one) => one.id),
    );
    const priority = Math.min(100, Math.max(...plan.priorityClasses.map((one) => one.priority)) + 1);
    document.setField(
      `priorityClasses/${id}`,
      { id, name, priority },
      { group: null, label: 'a priority class' },
    );
  }

  return (
    <Card title="Priority classes" subtitle="1 is served first and turned away last">
      <div className="shaping-classes">
        {classes.map(({ id, name }) => {
          const path = `priorityClasses/${id}`;
          const users = usersOfClass(plan, id);
          return (
            <div key={id} className="shaping-class" role="group" aria-label={name}>
              <PlanText path={`${path}/name`} label="Class" maxLength={120} />
              <PlanNumber
                path={`${path}/priority`}
                label="Priority"
                min={1}
                max={100}
                integer
                definition="Lower numbers are served first where a component serves by priority, and shed last."
              />
              <span className="note">{users.length > 0 ? users.join(', ') : 'nothing uses it'}</span>
              <IconButton
                label={users.length > 0 ? `${name} is in use` : `Remove ${name}`}
                icon={<Trash2 size={14} />}
                isDisabled={users.length > 0 || classes.length === 1}
                onPress={() =>
                  document.setField(path, undefined, { group: null, label: `removal of ${name}` })
                }
              />
            </div>
          );
        })}
        <div>
          <Button size="small" isAdding icon={<Plus size={13} aria-hidden />} onPress={add}>
            Priority class
          </Button>
        </div>
      </div>
    </Card>
  );
}
