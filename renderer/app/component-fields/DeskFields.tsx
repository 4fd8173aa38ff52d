import { Plus, Trash2 } from 'lucide-react';
import type { SupportDesk } from '#shared/domain/component.ts';
import { PlanQuantity } from '#renderer/app/fields/PlanQuantity.tsx';
import { PlanText } from '#renderer/app/fields/PlanText.tsx';
import { PlanWeeklyHours } from '#renderer/app/recurrence/PlanWeeklyHours.tsx';
import { useField } from '#renderer/state/use-field.ts';
import { usePlan } from '#renderer/state/use-plan.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { FieldRow } from '#renderer/ui/Field.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { InspectorSection } from '#renderer/ui/Inspector.tsx';
import './component-fields.css';

const FIRST: SupportDesk['shifts'][number] = {
  hours: { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00' },
  agents: 4,
};

/** People who answer tickets: what comes in, how long it takes, and who is there when. */
export function DeskFields({ path }: { path: string }) {
  const { currency } = usePlan();
  const shifts = useField<SupportDesk['shifts']>(`${path}/shifts`);
  return (
    <>
      <InspectorSection title="Tickets">
        <FieldRow>
          <PlanQuantity
            path={`${path}/ticketsPerThousandRequests`}
            label="Per 1 000 requests"
            unit="tickets"
            min={0}
            showSketch={false}
            definition="Tickets that ordinary use brings."
          />
          <PlanQuantity
            path={`${path}/ticketsPerThousandFailures`}
            label="Per 1 000 failures"
            unit="tickets"
            min={0}
            showSketch={false}
            definition="Added per thousand requests that failed: incidents make tickets."
          />
        </FieldRow>
        <FieldRow>
          <PlanQuantity
            path={`${path}/handlingMinutes`}
            label="Handling"
            unit="min"
            min={0.01}
            showSketch={false}
            definition="Mean time one ticket keeps one agent busy."
          />
          <PlanQuantity
            path={`${path}/patienceMinutes`}
            label="Patience"
            unit="min"
            min={0.01}
            isOptional
            placeholder="endless"
            showSketch={false}
            definition="Mean time after which a customer gives up. Empty: nobody does."
          />
        </FieldRow>
      </InspectorSection>
      <InspectorSection title="Shifts" subtitle="local time of the desk">
        {shifts.value.map((_shift, index) => (
          <div className="component-shift" key={index}>
            <PlanWeeklyHours path={`${path}/shifts/${index}/hours`} label={`Shift ${index + 1}`} />
            <div className="component-shift-agents">
              <PlanQuantity
                path={`${path}/shifts/${index}/agents`}
                label="On duty"
                unit="agents"
                min={0}
                showSketch={false}
                slider={{ from: 0, step: 1 }}
                definition="Agents who answer tickets during the shift."
              />
              {shifts.value.length > 1 && (
                <IconButton
                  label={`Remove shift ${index + 1}`}
                  icon={<Trash2 size={14} />}
                  onPress={() =>
                    shifts.set(
                      shifts.value.filter((_one, position) => position !== index),
                      { group: null },
                    )
                  }
                />
              )}
            </div>
          </div>
        ))}
        <div>
          <Button
            size="small"
            isAdding
            icon={<Plus size={13} />}
            onPress={() => shifts.set([...shifts.value, FIRST], { group: null })}
          >
            Shift
          </Button>
        </div>
        <FieldRow>
          <PlanText
            path={`${path}/timeZone`}
            label="Time zone"
            definition="The zone the shifts are given in."
          />
          <PlanText
            path={`${path}/holidays`}
            label="Closed on holidays of"
            isOptional
            placeholder="open all year"
            definition="A country code such as DE or US-CA; its public holidays close the desk."
          />
        </FieldRow>
        <PlanQuantity
          path={`${path}/costPerAgentHour`}
          label="Cost"
          unit={`${currency} per agent hour`}
          min={0}
          isOptional
          placeholder="not given"
          showSketch={false}
          definition="What one agent costs per hour on duty."
        />
      </InspectorSection>
    </>
  );
}
