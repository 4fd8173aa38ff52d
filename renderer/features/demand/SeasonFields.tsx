import { useState } from 'react';
import type { Season } from '#shared/domain/demand.ts';
import { SeasonProfile } from '#renderer/charts/SeasonProfile.tsx';
import { useField } from '#renderer/state/use-field.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { factorsOf, withFactors, type SeasonShape } from './season-factors.ts';
import { SeasonTable } from './SeasonTable.tsx';

const SHAPES = [
  {
    shape: 'hourOfWeek',
    of: 'week',
    title: 'The week',
    subtitle: 'load over its mean, local time',
    flat: 'Every hour of the week alike.',
    height: 104,
  },
  {
    shape: 'monthOfYear',
    of: 'year',
    title: 'The year',
    subtitle: 'load over its mean',
    flat: 'Every month of the year alike.',
    height: 92,
  },
] as const;

/** The shape of the week and of the year: as pictures, as tables to edit, or flat. `path` leads to the season. */
export function SeasonFields({ path }: { path: string }) {
  const field = useField<Season | undefined>(path);
  const [editing, setEditing] = useState<SeasonShape | null>(null);
  const put = (shape: SeasonShape, factors: number[] | undefined) =>
    field.set(withFactors(field.value, shape, factors), { group: null, label: 'the season' });
  return (
    <>
      {SHAPES.map(({ shape, of, title, subtitle, flat, height }) => {
        const factors = field.value?.[shape];
        return (
          <div key={shape} className="demand-shape">
            {factors ? (
              <SeasonProfile
                title={title}
                subtitle={subtitle}
                level={3}
                height={height}
                data={{ factors, of }}
              />
            ) : (
              <p className="note">
                <strong>{title}</strong> · {flat}
              </p>
            )}
            <div className="demand-shape-actions">
              <Button variant="link" onPress={() => setEditing(shape)}>
                {factors ? 'Edit as a table' : 'Give it a shape'}
              </Button>
              {factors && (
                <Button variant="link" onPress={() => put(shape, undefined)}>
                  Make it flat
                </Button>
              )}
            </div>
            {editing === shape && (
              <SeasonTable
                title={`${title}: load over its mean`}
                shape={shape}
                factors={factorsOf(field.value, shape)}
                onApply={(next) => put(shape, next)}
                onClose={() => setEditing(null)}
              />
            )}
          </div>
        );
      })}
      {field.isOverridden && (
        <p className="note">
          The parent scenario has another season.{' '}
          <Button variant="link" onPress={field.reset}>
            Take it back
          </Button>
        </p>
      )}
    </>
  );
}
