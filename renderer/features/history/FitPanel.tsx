import { useMemo, useState } from 'react';
import { numberText, percentText } from '#shared/charts/number-text.ts';
import type { DemandFit } from '#shared/history/demand-fit.ts';
import { applyFit } from '#shared/history/apply-fit.ts';
import { FanChart } from '#renderer/charts/FanChart.tsx';
import { SeasonProfile } from '#renderer/charts/SeasonProfile.tsx';
import { useApp } from '#renderer/state/AppContext.tsx';
import { usePlan } from '#renderer/state/use-plan.ts';
import { useNavigate, useScenario } from '#renderer/state/use-session.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Callout } from '#renderer/ui/Callout.tsx';
import { Card } from '#renderer/ui/Card.tsx';
import { Select } from '#renderer/ui/Select.tsx';
import { useToast } from '#renderer/ui/Toast.tsx';
import { BacktestTable } from './BacktestTable.tsx';
import { fitSentence, trendWords } from './history-words.ts';

/** What was fitted to a series, how far it can be trusted, and the way into the plan. */
export function FitPanel({ fit }: { fit: DemandFit }) {
  const fan = useMemo(
    () => ({ unit: 'per second', perWeek: 'mean' as const, fan: fit.forecast, history: fit.observed }),
    [fit],
  );
  const week = useMemo(
    () => fit.season.hourOfWeek && { factors: fit.season.hourOfWeek, of: 'week' as const },
    [fit],
  );
  const year = useMemo(
    () => fit.season.monthOfYear && { factors: fit.season.monthOfYear, of: 'year' as const },
    [fit],
  );
  return (
    <Card title="Fit and forecast" subtitle={fitSentence(fit)} actions={<UseForDemand fit={fit} />}>
      <div className="stack">
        {fit.warnings.map((warning) => (
          <Callout key={warning} tone="warning">
            {warning}
          </Callout>
        ))}
        <dl className="history-figures">
          <Figure name="Method" text={fit.method} />
          <Figure
            name="Error, MASE"
            text={`${numberText(fit.mase)} (baseline ${numberText(fit.baselineMase)})`}
          />
          <Figure name="95 % bands held" text={percentText(fit.coverage95)} />
          <Figure name="Trend" text={trendWords(fit)} />
          <Figure name="Seasons found" text={fit.seasons.length > 0 ? fit.seasons.join(', ') : 'none'} />
          <Figure name="Fitted on" text={`${fit.fittedFrom.slice(0, 10)} to ${fit.fittedTo.slice(0, 10)}`} />
        </dl>
        <FanChart
          title="Daily mean"
          subtitle="per second; observed, fitted, and 50, 80, 95 % of futures"
          level={3}
          data={fan}
        />
        {(week || year) && (
          <div className="columns">
            {week && (
              <SeasonProfile title="The week" subtitle="load relative to its mean" level={3} data={week} />
            )}
            {year && (
              <SeasonProfile title="The year" subtitle="load relative to its mean" level={3} data={year} />
            )}
          </div>
        )}
        <BacktestTable rows={fit.backtest} />
      </div>
    </Card>
  );
}

function Figure({ name, text }: { name: string; text: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{text}</dd>
    </div>
  );
}

function UseForDemand({ fit }: { fit: DemandFit }) {
  const { document } = useApp();
  const { journeys, demand } = usePlan();
  const scenario = useScenario();
  const navigate = useNavigate();
  const toast = useToast();
  const offered = journeys.filter(({ id }) => demand.journeys.some(({ journey }) => journey === id));
  const namesake = offered.find(({ id, name }) =>
    [id, name.toLowerCase()].includes(fit.seriesName.toLowerCase()),
  );
  const [journey, setJourney] = useState((namesake ?? offered[0])?.id);
  const chosen = offered.find(({ id }) => id === journey);
  if (offered.length === 0) return <span className="note">Add a journey to use the fit for its demand.</span>;

  function apply() {
    if (!chosen) return;
    document.edit((plan) => applyFit(plan, scenario, chosen.id, fit), {
      label: `demand of ${chosen.name} from ${fit.seriesName}`,
    });
    toast({
      text: `${chosen.name} now follows ${fit.seriesName}.`,
      action: { label: 'Show demand', onPress: () => navigate('demand', `journey:${chosen.id}`) },
    });
  }

  return (
    <>
      <Select
        label="Journey the fit is used for"
        hideLabel
        value={journey}
        choices={offered.map(({ id, name }) => ({ id, label: name }))}
        onChange={setJourney}
      />
      <Button variant="primary" onPress={apply}>
        Use for demand
      </Button>
    </>
  );
}
