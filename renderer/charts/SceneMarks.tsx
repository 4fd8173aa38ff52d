import { memo } from 'react';
import type { Mark, Paint, TextMark } from '#shared/charts/scene.ts';
import { roleColour } from './role-colour.ts';

export interface SceneMarksProps {
  marks: readonly Mark[];
  /** Marks of this key are outlined. */
  selectedKey?: string | undefined;
}

/** The marks of a scene as SVG elements in the colours of the page. */
export const SceneMarks = memo(function SceneMarks({ marks, selectedKey }: SceneMarksProps) {
  return marks.map((mark, index) => <SceneMark key={index} mark={mark} selectedKey={selectedKey} />);
});

function SceneMark({ mark, selectedKey }: { mark: Mark; selectedKey: string | undefined }) {
  if (mark.kind === 'group') {
    return (
      <g>
        <SceneMarks marks={mark.children} selectedKey={selectedKey} />
      </g>
    );
  }
  const isSelected = mark.key !== undefined && mark.key === selectedKey;
  // A rim would swallow what is hardly wider than itself.
  const paint = toAttributes(mark, isSelected && (mark.kind !== 'rect' || mark.width > 8));
  switch (mark.kind) {
    case 'path':
      return <path d={mark.d} {...paint} />;
    case 'line':
      return <line x1={mark.x1} x2={mark.x2} y1={mark.y1} y2={mark.y2} {...paint} />;
    case 'circle':
      return <circle cx={mark.cx} cy={mark.cy} r={mark.r} {...paint} />;
    case 'rect':
      return (
        <rect
          x={mark.x}
          y={mark.y}
          width={Math.max(0, mark.width)}
          height={Math.max(0, mark.height)}
          rx={mark.radius}
          {...paint}
        />
      );
    case 'text':
      return <SceneText mark={mark} isSelected={isSelected} />;
  }
}

function SceneText({ mark, isSelected }: { mark: TextMark; isSelected: boolean }) {
  return (
    <text
      x={mark.x}
      y={mark.y}
      fontSize={mark.size}
      fontWeight={isSelected ? 600 : mark.weight}
      textAnchor={mark.anchor}
      fill={roleColour(isSelected ? 'ink' : (mark.fill ?? 'ink'))}
      className={mark.halo ? 'chart-halo' : undefined}
    >
      {mark.text}
    </text>
  );
}

function toAttributes({ fill, stroke, strokeWidth, dash, opacity }: Paint, isSelected: boolean) {
  return {
    fill: fill ? roleColour(fill) : 'none',
    stroke: isSelected ? roleColour('ink') : stroke && roleColour(stroke),
    strokeWidth: isSelected ? 1.5 : strokeWidth,
    strokeDasharray: dash?.join(' '),
    strokeLinejoin: 'round' as const,
    opacity,
  };
}
