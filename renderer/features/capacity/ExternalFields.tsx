import { OutageFields } from '#renderer/app/component-fields/OutageFields.tsx';
import { PlanNumber } from '#renderer/app/fields/PlanNumber.tsx';
import { PlanQuantity } from '#renderer/app/fields/PlanQuantity.tsx';
import { PlanText } from '#renderer/app/fields/PlanText.tsx';
import { usePlan } from '#renderer/state/use-plan.ts';
import { FieldRow } from '#renderer/ui/Field.tsx';
import { InspectorSection } from '#renderer/ui/Inspector.tsx';
import { ServiceTimeFields } from './ServiceTimeFields.tsx';

/** A service somebody else runs. */
export function ExternalFields({ path }: { path: string }) {
  const { currency } = usePlan();
  return (
    <>
      <InspectorSection>
        <OutageFields path={path} />
        <FieldRow>
          <PlanNumber
            path={`${path}/concurrencyLimit`}
            label="Accepts at once"
            unit="calls"
            integer
            min={1}
            isOptional
            placeholder="no limit"
            definition="Calls it accepts at the same time."
          />
          <PlanNumber
            path={`${path}/timeoutMs`}
            label="Time-out"
            unit="ms"
            min={1}
            step={100}
            isOptional
            placeholder="never"
            definition="We give up a call after this long."
          />
        </FieldRow>
        <PlanText
          path={`${path}/promise`}
          label="What its owner promises"
          rows={2}
          isOptional
          definition="As written in their terms; it goes into the proposal."
        />
      </InspectorSection>
      <ServiceTimeFields path={`${path}/serviceTime`} />
      <InspectorSection title="Cost">
        <PlanQuantity
          path={`${path}/costPerThousandRequests`}
          label="Per 1 000 requests"
          unit={currency}
          min={0}
          isOptional
          placeholder="not given"
          showSketch={false}
          definition="What its owner charges."
        />
      </InspectorSection>
    </>
  );
}
