import { isRange, type Quantity } from '#shared/units/quantity.ts';
import { groupThousands } from '#renderer/ui/number-text.ts';
import { formatQuantity } from '#shared/units/quantity-text.ts';

/** `components/cart-store/instances` → `components › cart store › instances`. */
export const describePath = (path: string): string =>
  path
    .split('/')
    .map((part) =>
      part
        .replaceAll('-', ' ')
        .replace(/([a-z])([A-Z])/g, '$1 $2')
        .toLowerCase(),
    )
    .join(' › ');

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
