import type { Plan } from '#shared/domain/plan.ts';
import { Callout } from '#renderer/ui/Callout.tsx';
import { Progress } from '#renderer/ui/Progress.tsx';
import { usePages } from './use-pages.ts';

/** The pages as they would be printed, drawn anew after each edit; the old ones stay until then. */
export function PagePreview({ plan, run }: { plan: Plan; run: string }) {
  const { pages, problems, failure, isPending } = usePages(plan, run);
  return (
    <section
      aria-label="Pages of the proposal"
      className="pages"
      data-pending={(isPending && pages.length > 0) || undefined}
    >
      {failure && (
        <Callout tone="problem" title="The pages could not be drawn.">
          {failure.message}
        </Callout>
      )}
      {problems.map((problem) => (
        <Callout key={problem} tone="warning">
          {problem}
        </Callout>
      ))}
      {pages.length === 0 && isPending && (
        <div className="pages-waiting">
          <Progress label="Typesetting the pages" share={undefined} />
        </div>
      )}
      <ol className="pages-list">
        {pages.map((address, index) => (
          <li key={index}>
            <img src={address} alt={`Page ${index + 1} of ${pages.length}`} className="page" />
            <span className="note">
              {index + 1} of {pages.length}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
