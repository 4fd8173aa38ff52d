import { middle, type Range } from '#shared/units/quantity.ts';
import { outlineOf } from './distribution-outline.ts';
import { formatNumber } from './number-text.ts';

const WIDTH = 100;
const HEIGHT = 30;

/** The distribution a range stands for, drawn under its field. */
export function DistributionSketch({
  range,
  scale = 1,
  unit,
}: {
  range: Range;
  scale?: number;
  unit?: string | undefined;
}) {
  const { from, to, heights } = outlineOf(range);
  const x = (value: number) => ((value - from) / (to - from)) * WIDTH;
  const points = heights.map(
    (height, index) => `${(index / (heights.length - 1)) * WIDTH},${HEIGHT - height * (HEIGHT - 2)}`,
  );
  const text = (value: number) => formatNumber(value * scale);
  const suffix = unit ? `\u00a0${unit}` : '';
  return (
    <>
      <svg
        className="ui-distribution"
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        aria-hidden
      >
        <path d={`M0,${HEIGHT} L${points.join(' L')} L${WIDTH},${HEIGHT}Z`} />
        {[range.low, middle(range), range.high].map((mark) => (
          <line
            key={mark}
            x1={x(mark)}
            x2={x(mark)}
            y1={4}
            y2={HEIGHT}
            vectorEffect="non-scaling-stroke"
            strokeOpacity={0.5}
          />
        ))}
      </svg>
      <div className="ui-distribution-ends" aria-hidden>
        <span>
          <span className="ui-distribution-wide">5&nbsp;%: </span>
          {text(range.low)}
        </span>
        <span className="ui-distribution-wide">median {text(middle(range))}</span>
        <span>
          <span className="ui-distribution-wide">95&nbsp;%: </span>
          {text(range.high)}
          <span className="ui-distribution-wide">{suffix}</span>
        </span>
      </div>
    </>
  );
}
