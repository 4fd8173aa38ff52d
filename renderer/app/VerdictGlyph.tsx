import type { Verdict } from '#shared/verdicts/verdict-document.ts';
import './VerdictGlyph.css';

/** Told by shape as well as colour: full disc with tick, half disc, crossed ring, dashed ring. */
export function VerdictGlyph({ verdict, size = 14 }: { verdict: Verdict; size?: number }) {
  return (
    <svg
      className="verdict-glyph"
      data-verdict={verdict}
      width={size}
      height={size}
      viewBox="0 0 14 14"
      aria-hidden
    >
      {shapes[verdict]}
    </svg>
  );
}

const ring = { cx: 7, cy: 7, r: 5.6, fill: 'none', stroke: 'currentColor', strokeWidth: 1.5 };

const shapes: Record<Verdict, React.ReactNode> = {
  sustainable: (
    <>
      <circle cx={7} cy={7} r={6.4} fill="currentColor" />
      <path d="M4.2 7.3l2 2 3.7-4.2" className="verdict-tick" />
    </>
  ),
  atRisk: (
    <>
      <circle {...ring} />
      <path d="M7 1.4a5.6 5.6 0 0 0 0 11.2z" fill="currentColor" />
    </>
  ),
  unsustainable: (
    <>
      <circle {...ring} />
      <path
        d="M4.9 4.9l4.2 4.2M9.1 4.9L4.9 9.1"
        stroke="currentColor"
        strokeWidth={1.5}
        strokeLinecap="round"
      />
    </>
  ),
  unknown: <circle {...ring} strokeDasharray="2.2 2.2" />,
};
