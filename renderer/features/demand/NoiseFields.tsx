import { PlanNumber } from '#renderer/app/fields/PlanNumber.tsx';
import { PlanQuantity } from '#renderer/app/fields/PlanQuantity.tsx';
import { FieldRow } from '#renderer/ui/Field.tsx';

/** What changes from hour to hour around the expected rate. `path` leads to the noise. */
export function NoiseFields({ path }: { path: string }) {
  return (
    <>
      <PlanQuantity
        path={`${path}/sigma`}
        label="Hour-to-hour noise, σ"
        min={0}
        max={3}
        showSketch={false}
        definition="Standard deviation of the logarithm of the rate: 0.1 is about ±10 %."
      />
      <FieldRow>
        <PlanNumber
          path={`${path}/autocorrelation`}
          label="Memory"
          min={0}
          max={0.9999}
          step={0.05}
          definition="Correlation with one hour before. High: a busy hour is followed by another."
        />
        <PlanNumber
          path={`${path}/commonShare`}
          label="In common"
          unit="%"
          scale={100}
          min={0}
          max={1}
          definition="Share of the noise that all journeys have together."
        />
      </FieldRow>
    </>
  );
}
