import { middle, type Range } from '#shared/units/quantity.ts';
import { outlineOf } from './distribution-outline.ts';
import { formatNumber } from './number-text.ts';

const WIDTH = 100;
const HEIGHT = 30;
/** Share of the width, in percent, below which two words would touch. */
const CLOSE = 22;

/** The distribution a range stands for, drawn under its field. */
export function DistributionSketch({ range, scale = 1 }: { range: Range; scale?: number }) {
  const { from, to, heights } = outlineOf(range);
  const x = (value: number) => ((value - from) / (to - from)) * WIDTH;
  const points = heights.map(
    (height, index) => `${(index / (heights.length - 1)) * WIDTH},${HEIGHT - height * (HEIGHT - 2)}`,
  );
  const text = (value: number) => formatNumber(value * scale);
  const median = middle(range);
  return (
    <>
      <svg
        className="ui-distribution"
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        aria-hidden
      >
        <path d={`M0,${HEIGHT} L${points.join(' L')} L${WIDTH},${HEIGHT}Z`} />
        {[range.low, median, range.high].map((mark) => (
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
      <div className="ui-distribution-marks" aria-hidden>
        <Mark at={x(range.low)} word="5&nbsp;%:" value={text(range.low)} />
        {x(median) - x(range.low) > CLOSE && (
          <Mark at={x(median)} word="median" value={text(median)} isExtra />
        )}
        <Mark at={x(range.high)} word="95&nbsp;%:" value={text(range.high)} />
      </div>
    </>
  );
}

interface MarkProps {
  /** Percent of the width. */
  at: number;
  /** What the value is, where there is room to say it. */
  word: string;
  value: string;
  /** Left out where there is little room. */
  isExtra?: boolean;
}

/** The value under its line; at the ends of the picture beside it. */
function Mark({ at, word, value, isExtra }: MarkProps) {
  const shift = at < 15 ? 0 : at > 85 ? -100 : -50;
  return (
    <span
      className={isExtra ? 'ui-distribution-wide' : undefined}
      style={{ left: `${at}%`, transform: `translateX(${shift}%)` }}
    >
      <span className="ui-distribution-wide">{word} </span>
      {value}
    </span>
  );
}
