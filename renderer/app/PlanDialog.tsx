import { useApp, useAppState } from '#renderer/state/AppContext.tsx';
import { BaseFieldsContext } from '#renderer/state/use-field.ts';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { FieldRow } from '#renderer/ui/Field.tsx';
import { PlanNumber } from './fields/PlanNumber.tsx';
import { PlanText } from './fields/PlanText.tsx';

const currencies = ['EUR', 'USD', 'GBP', 'CHF', 'JPY'];
const zones = Intl.supportedValuesOf('timeZone');

/** What holds for the whole plan: its name, its horizon, and how sure a promise must be. */
export function PlanDialog() {
  const { session } = useApp();
  const isOpen = useAppState((state) => state.session.panel === 'plan');
  return (
    <Dialog title="Plan settings" isOpen={isOpen} onClose={() => session.setPanel(null)} width={560}>
      <BaseFieldsContext value={true}>
        <div className="stack">
          <PlanText path="name" label="Name" />
          <PlanText path="description" label="What is to be found out" rows={2} />
          <FieldRow>
            <PlanText path="horizon/start" label="First day" type="date" />
            <PlanNumber path="horizon/months" label="Horizon" unit="months" integer min={1} max={60} />
          </FieldRow>
          <FieldRow>
            <PlanText path="timeZone" label="Time zone" suggestions={zones} />
            <PlanText path="currency" label="Currency" suggestions={currencies} maxLength={3} />
          </FieldRow>
          <PlanNumber
            path="confidence"
            label="How sure a promise must be"
            definition="A promise is called sustainable when it holds in at least this share of the futures."
            unit="% of futures"
            scale={100}
            min={0.5}
            max={0.9999}
          />
        </div>
      </BaseFieldsContext>
    </Dialog>
  );
}
