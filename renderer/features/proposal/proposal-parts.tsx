import type { ReactNode } from 'react';
import { ApprovalFields } from './ApprovalFields.tsx';
import { CreditFields } from './CreditFields.tsx';
import { EscalationFields } from './EscalationFields.tsx';
import { LineListFields } from './LineListFields.tsx';
import { OwnershipFields } from './OwnershipFields.tsx';
import { PartyFields } from './PartyFields.tsx';
import { RemediationFields } from './RemediationFields.tsx';
import { RolloutFields } from './RolloutFields.tsx';

export type ProposalPartId =
  | 'parties'
  | 'ownership'
  | 'escalation'
  | 'remediation'
  | 'exclusions'
  | 'safety'
  | 'rollout'
  | 'credits'
  | 'approval';

export interface ProposalPart {
  id: ProposalPartId;
  label: string;
  purpose: string;
  fields: ReactNode;
}

/** The parts of the document that are written rather than computed, in its order. */
export const proposalParts: readonly ProposalPart[] = [
  {
    id: 'parties',
    label: 'Parties and summary',
    purpose: 'Between whom, and in short',
    fields: <PartyFields />,
  },
  {
    id: 'ownership',
    label: 'Ownership',
    purpose: 'Who is responsible for each promise',
    fields: <OwnershipFields />,
  },
  { id: 'escalation', label: 'Escalation', purpose: 'Who is called, and when', fields: <EscalationFields /> },
  {
    id: 'remediation',
    label: 'Remediation',
    purpose: 'How fast things are mended',
    fields: <RemediationFields />,
  },
  {
    id: 'exclusions',
    label: 'Exclusions',
    purpose: 'What does not count as a breach',
    fields: (
      <LineListFields
        lists={[{ path: 'exclusions', title: 'Excluded from the promises', noun: 'exclusion' }]}
      />
    ),
  },
  {
    id: 'safety',
    label: 'Contingencies and rollback',
    purpose: 'What is done when it goes wrong',
    fields: (
      <LineListFields
        lists={[
          { path: 'contingencies', title: 'Contingencies', noun: 'contingency' },
          { path: 'rollback', title: 'Rollback', noun: 'rollback' },
          { path: 'validation', title: 'Validation', noun: 'validation' },
        ]}
      />
    ),
  },
  { id: 'rollout', label: 'Rollout', purpose: 'From pilot to everyone', fields: <RolloutFields /> },
  {
    id: 'credits',
    label: 'Credits and claims',
    purpose: 'What a breach is worth, and how to ask',
    fields: <CreditFields />,
  },
  {
    id: 'approval',
    label: 'Review and sign-off',
    purpose: 'When it is looked at again, and who signs',
    fields: <ApprovalFields />,
  },
];
