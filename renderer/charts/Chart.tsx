import { useMemo, useState, type ReactNode } from 'react';
import type { Scene, Size } from '#shared/charts/scene.ts';
import { ChartMenu } from './ChartMenu.tsx';
import { SceneTable } from './SceneTable.tsx';
import { SceneView } from './SceneView.tsx';
import { useWidth } from './use-width.ts';

/** What every picture takes beside its data. */
export interface PictureProps {
  title: string;
  /** Behind the title, quieter: unit, statistic. */
  subtitle?: string | undefined;
  /** One sentence for those who do not see the picture; title and subtitle unless given. */
  description?: string | undefined;
  /** Pixels, without the heading. */
  height?: number | undefined;
  /** Keeps the heading for screen readers, where the surroundings already say it. */
  hideTitle?: boolean | undefined;
  /** Level of the heading: 2 in the middle of a screen, 3 in an inspector. */
  level?: 2 | 3 | undefined;
  /** Switches of what is shown, at the right of the heading. */
  actions?: ReactNode;
  onSelect?: ((key: string) => void) | undefined;
  selectedKey?: string | undefined;
}

export interface ChartProps<Data> extends PictureProps {
  data: Data;
  /** A pure layout of shared/charts. */
  layout: (data: Data, size: Size) => Scene;
  height: number;
}

/** Any layout as a picture as wide as its place, with its heading, table, read-out and export. */
export function Chart<Data>({ data, layout, height, ...picture }: ChartProps<Data>) {
  const { title, subtitle, hideTitle, level = 2, actions, onSelect, selectedKey } = picture;
  const description = picture.description ?? (subtitle ? `${title}, ${subtitle}` : title);
  const [frame, width] = useWidth<HTMLElement>();
  const [isTable, setTable] = useState(false);
  const scene = useMemo(
    () => (width > 0 ? layout(data, { width, height }) : null),
    [data, layout, width, height],
  );
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <figure className="chart" ref={frame} data-bare={hideTitle || undefined}>
      <figcaption className="chart-head">
        <Heading className={hideTitle ? 'ui-visually-hidden' : 'chart-title'}>
          {title}
          {subtitle && <span className="chart-subtitle"> · {subtitle}</span>}
        </Heading>
        {scene && (
          <ChartMenu
            scene={scene}
            title={title}
            description={description}
            isTable={isTable}
            onToggleTable={() => setTable(!isTable)}
          />
        )}
        {actions}
      </figcaption>
      {!scene && <div style={{ height }} />}
      {scene && isTable && <SceneTable table={scene.table} title={title} />}
      {scene && !isTable && (
        <SceneView
          scene={scene}
          title={title}
          description={description}
          onSelect={onSelect}
          selectedKey={selectedKey}
        />
      )}
    </figure>
  );
}
