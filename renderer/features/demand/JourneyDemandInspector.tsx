import { percentText, numberText } from '#shared/charts/number-text.ts';
import type { Journey } from '#shared/domain/journey.ts';
import type { JourneyDemand, Provenance } from '#shared/domain/demand.ts';
import { OptionalPart } from '#renderer/app/component-fields/OptionalPart.tsx';
import { PlanNumber } from '#renderer/app/fields/PlanNumber.tsx';
import { PlanQuantity } from '#renderer/app/fields/PlanQuantity.tsx';
import { usePlan } from '#renderer/state/use-plan.ts';
import { useNavigate } from '#renderer/state/use-session.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Inspector, InspectorSection } from '#renderer/ui/Inspector.tsx';
import { Tooltip } from '#renderer/ui/Tooltip.tsx';
import { Focusable } from 'react-aria-components';
import { courseWords } from './demand-words.ts';
import { GrowthFields } from './GrowthFields.tsx';
import { NoiseFields } from './NoiseFields.tsx';
import { FollowedFigure } from './DriverFields.tsx';
import { SeasonFields } from './SeasonFields.tsx';

/** The demand of one journey: its level, and what it does differently from the whole. */
export function JourneyDemandInspector({ journey, demand }: { journey: Journey; demand: JourneyDemand }) {
  const { demand: all } = usePlan();
  const navigate = useNavigate();
  const path = `demand/journeys/${journey.id}`;
  const from = demand.fittedFrom;
  return (
    <Inspector
      kind="Demand of a journey"
      title={journey.name}
      actions={
        <Button size="small" variant="quiet" onPress={() => navigate('capacity', `journey:${journey.id}`)}>
          Its path
        </Button>
      }
      foot={
        from
          ? `Fitted to ${from.series} of ${from.file} by ${from.method}, ${from.fittedFrom.slice(0, 10)} to ${from.fittedTo.slice(0, 10)}.`
          : 'Typed in. Import history to fit the level, trend and seasons to measured data.'
      }
    >
      <InspectorSection>
        <FollowedFigure path={path} />
        {!demand.driver && (
          <PlanQuantity
            path={`${path}/level`}
            label="Level today"
            unit="requests/s"
            min={0}
            slider={{ from: 0 }}
            note={from && <FittedNote from={from} />}
            definition="Mean arrival rate at the start of the horizon, over all regions and hours."
          />
        )}
        <PlanNumber
          path={`${path}/arrivalCv2`}
          label="Burstiness, cv²"
          min={0.01}
          max={100}
          step={0.1}
          definition="Squared coefficient of variation of the times between arrivals, below the step. 1 is Poisson."
        />
      </InspectorSection>
      <OptionalPart
        path={`${path}/growth`}
        title="Growth of its own"
        withoutIt={`Like the whole plan: ${courseWords(all)}.`}
        initial={all.growth}
      >
        <GrowthFields path={`${path}/growth`} note={from && 'fitted'} />
      </OptionalPart>
      <OptionalPart
        path={`${path}/noise`}
        title="Noise of its own"
        withoutIt="Like the whole plan."
        initial={all.noise}
      >
        <NoiseFields path={`${path}/noise`} />
      </OptionalPart>
      <OptionalPart
        path={`${path}/season`}
        title="Seasons of its own"
        withoutIt={
          all.season.hourOfWeek || all.season.monthOfYear
            ? 'Like the whole plan.'
            : 'Flat, like the whole plan.'
        }
        initial={all.season}
      >
        <SeasonFields path={`${path}/season`} />
      </OptionalPart>
    </Inspector>
  );
}

function FittedNote({ from }: { from: Provenance }) {
  const coverage =
    from.coverage95 === undefined ? '' : ` Its 95 % bands held ${percentText(from.coverage95)} of what came.`;
  const text = `From ${from.file}, column ${from.series}.${from.mase === undefined ? '' : ` MASE ${numberText(from.mase)}; below 1 is better than repeating last season.`}${coverage}`;
  return (
    <Tooltip text={text}>
      <Focusable>
        <span role="button" tabIndex={0} className="demand-fitted">
          from {from.file}
          {from.mase === undefined ? '' : `, MASE ${numberText(from.mase, 2)}`}
        </span>
      </Focusable>
    </Tooltip>
  );
}
