import { z } from 'zod';

/** Lower-case words joined by hyphens, unique among its kind: how parts of a plan name each other. */
export const identifier = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'Expected lower-case words joined by hyphens, such as "cart-store".')
  .max(64);

export const name = z.string().trim().min(1, 'Expected a name.').max(120);

/** Makes an identifier from a name, different from all that are `taken`. */
export function toIdentifier(text: string, taken: readonly string[] = []): string {
  const words = text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  const base = (words ?? ['item']).join('-').slice(0, 56).replace(/-+$/, '');
  if (!taken.includes(base)) return base;
  for (let number = 2; ; number += 1) {
    const candidate = `${base}-${number}`;
    if (!taken.includes(candidate)) return candidate;
  }
}
