import { PlanText } from '#renderer/app/fields/PlanText.tsx';
import { InspectorSection } from '#renderer/ui/Inspector.tsx';
import { ProposalList } from './ProposalList.tsx';

export interface LineList {
  path: 'exclusions' | 'contingencies' | 'rollback' | 'validation';
  title: string;
  noun: string;
}

/** Lists of sentences. */
export function LineListFields({ lists }: { lists: readonly LineList[] }) {
  return lists.map(({ path, title, noun }) => (
    <InspectorSection key={path} title={title}>
      <ProposalList list={path} noun={noun} create={() => ''} isCompact>
        {(line, index) => (
          <PlanText path={line} label={`${title}, ${index + 1}`} hideLabel rows={2} maxLength={240} />
        )}
      </ProposalList>
    </InspectorSection>
  ));
}
