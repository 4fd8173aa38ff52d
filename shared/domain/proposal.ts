import { z } from 'zod';
import { identifier, name } from './identifier.ts';
import { localDate } from './time.ts';

const text = (limit = 4000) => z.string().max(limit);
const line = () => z.string().max(240);

/** Who does what for one clause, or for all of them. */
export const ownershipSchema = z.strictObject({
  /** Absent: every clause without a row of its own. */
  clause: identifier.optional(),
  responsible: line(),
  accountable: line(),
  consulted: line().default(''),
  informed: line().default(''),
});

export const escalationStepSchema = z.strictObject({
  name,
  contact: line(),
  withinMinutes: z.number().positive(),
  /** What makes the case reach this step. */
  trigger: line().default(''),
});

export const remediationSchema = z.strictObject({
  severity: name,
  meaning: line().default(''),
  acknowledgeMinutes: z.number().positive(),
  restoreMinutes: z.number().positive(),
  reviewDays: z.number().positive(),
});

export const approverSchema = z.strictObject({ name: line().default(''), role: name });

export const rolloutStageSchema = z.strictObject({
  name,
  start: localDate,
  scope: line(),
  criteria: line(),
});

/** Paid back when the attainment of a clause falls below `belowAttainment`. */
export const serviceCreditSchema = z.strictObject({
  clause: identifier.optional(),
  belowAttainment: z.number().min(0).max(1),
  creditShare: z.number().min(0).max(1),
});

export const proposalSchema = z.strictObject({
  title: z.string().max(160).default('Service level proposal'),
  customer: line().default(''),
  provider: line().default(''),
  preparedBy: line().default(''),
  sponsor: line().default(''),
  summary: text().default(''),
  ownership: z.array(ownershipSchema).default([]),
  escalation: z.array(escalationStepSchema).default([]),
  remediation: z.array(remediationSchema).default([]),
  exclusions: z.array(line()).default([]),
  contingencies: z.array(line()).default([]),
  rollback: z.array(line()).default([]),
  validation: z.array(line()).default([]),
  reviewCadence: z
    .strictObject({ everyMonths: z.number().int().min(1).max(24), next: localDate.optional() })
    .default({ everyMonths: 3 }),
  approvers: z.array(approverSchema).default([]),
  rollout: z.array(rolloutStageSchema).default([]),
  serviceCredits: z.array(serviceCreditSchema).default([]),
  links: z.array(z.strictObject({ label: name, url: z.url() })).default([]),
  howToClaim: text(1200).default(''),
});
export type Proposal = z.infer<typeof proposalSchema>;
