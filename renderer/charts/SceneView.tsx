import { useId } from 'react';
import type { ReadoutPoint, Scene } from '#shared/charts/scene.ts';
import { roleColour } from './role-colour.ts';
import { SceneMarks } from './SceneMarks.tsx';
import { useReadout } from './use-readout.ts';

export interface SceneViewProps {
  scene: Scene;
  title: string;
  /** What the picture shows, for those who do not see it. */
  description: string;
  /** Called with the key of the mark that is clicked, or chosen with Enter. */
  onSelect?: ((key: string) => void) | undefined;
  selectedKey?: string | undefined;
}

/** A scene in the colours of the page, read out by hovering or with the arrow keys. */
export function SceneView({ scene, title, description, onSelect, selectedKey }: SceneViewProps) {
  const id = useId();
  const { point, isSpoken, handlers } = useReadout(scene, onSelect);
  return (
    <div
      className="chart-canvas"
      role="group"
      aria-roledescription="chart"
      aria-label={`${title}. Arrow keys read out the values.`}
      tabIndex={0}
      data-selectable={onSelect && point?.key !== undefined ? true : undefined}
      {...handlers}
    >
      <svg
        width={scene.width}
        height={scene.height}
        viewBox={`0 0 ${scene.width} ${scene.height}`}
        role="img"
        aria-labelledby={`${id}-title ${id}-description`}
      >
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-description`}>{description}</desc>
        <SceneMarks marks={scene.marks} selectedKey={selectedKey} />
        {point && <Crosshair scene={scene} point={point} />}
      </svg>
      {point && <Tip scene={scene} point={point} />}
      <output className="ui-visually-hidden">{point && isSpoken ? toWords(point) : ''}</output>
    </div>
  );
}

function Crosshair({ scene: { plot }, point }: { scene: Scene; point: ReadoutPoint }) {
  if (point.row !== undefined) {
    return (
      <circle
        cx={point.x}
        cy={point.y}
        r={4}
        fill="none"
        stroke={roleColour('ink')}
        strokeWidth={1.5}
        pointerEvents="none"
      />
    );
  }
  return (
    <g pointerEvents="none">
      <line x1={point.x} x2={point.x} y1={plot.y} y2={plot.y + plot.height} stroke={roleColour('ink-3')} />
      {point.dots?.map(({ y, role }, index) => (
        <circle
          key={index}
          cx={point.x}
          cy={y}
          r={3.5}
          fill={roleColour(role)}
          stroke={roleColour('surface')}
          strokeWidth={1.5}
        />
      ))}
    </g>
  );
}

/** Beside the cross-hair, on the side with more room. */
function Tip({ scene, point }: { scene: Scene; point: ReadoutPoint }) {
  const isRight = point.x < scene.width / 2;
  const place = isRight ? { left: point.x + 12 } : { right: scene.width - point.x + 12 };
  const top = point.row === undefined ? scene.plot.y : Math.max(0, (point.y ?? 0) - 24);
  return (
    <div className="chart-tip" style={{ ...place, top }} aria-hidden>
      <div className="chart-tip-label">{point.label}</div>
      <dl className="chart-tip-values">
        {point.values.map(({ name, text, role }) => [
          <i key={`${name}-swatch`} style={role && { background: roleColour(role) }} />,
          <dt key={`${name}-name`}>{name}</dt>,
          <dd key={`${name}-value`}>{text}</dd>,
        ])}
      </dl>
    </div>
  );
}

const toWords = ({ label, values }: ReadoutPoint): string =>
  `${label}: ${values.map(({ name, text }) => `${name} ${text}`).join(', ')}`;
