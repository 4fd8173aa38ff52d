import { isRange, type Quantity } from '#shared/units/quantity.ts';
import { groupThousands } from '#renderer/ui/number-text.ts';
import { formatQuantity } from '#shared/units/quantity-text.ts';

/** A value of the plan in a few words. */
export function describeValue(value: unknown): string {
  if (value === undefined) return 'removed';
  if (typeof value === 'number' || isRangeLike(value))
    return formatQuantity(value as Quantity).replace(/\d{4,}/g, groupThousands);
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (Array.isArray(value)) return `${value.length} items`;
  return (value as { name?: string } | null)?.name ?? 'its own';
}

const isRangeLike = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  'low' in value &&
  'high' in value &&
  isRange(value as Quantity);
