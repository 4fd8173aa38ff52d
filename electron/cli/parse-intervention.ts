import { InvalidArgumentError } from 'commander';
import type { Intervention } from '#shared/domain/intervention.ts';

type Effect = Extract<Intervention, { kind: 'fault' }>['effect'];

/** `payment:down@+10/5`, `web:slow=3@+10/20`, `web:reduced=50%@+0/30`: which, how, from minute 10 of the span for 5. */
export function parseFault(text: string, before: Intervention[] = []): Intervention[] {
  const match = /^([^:@]+):([a-z]+)(?:=([^@]+))?@\+?([\d.]+)\/([\d.]+)$/i.exec(text);
  const effect = match && effectOf(match[2]!.toLowerCase(), match[3]);
  if (!match || !effect) {
    throw new InvalidArgumentError(
      'Expected COMPONENT:EFFECT@+MINUTE/LENGTH, such as payment:down@+10/5, web:slow=3@+10/20 or web:reduced=50%@+0/30.',
    );
  }
  return [...before, { kind: 'fault', component: match[1]!, effect, ...spanOf(match[4]!, match[5]!) }];
}

/** `3@+20/10`: three times the arrivals from minute 20 for 10; `checkout,search:3@+20/10`: of these journeys alone. */
export function parseSurge(text: string, before: Intervention[] = []): Intervention[] {
  const match = /^(?:([^:@]+):)?x?([\d.]+)@\+?([\d.]+)\/([\d.]+)$/i.exec(text);
  const multiplier = Number(match?.[2]);
  if (!match || !(multiplier >= 0 && multiplier <= 1000)) {
    throw new InvalidArgumentError(
      'Expected [JOURNEY,…:]FACTOR@+MINUTE/LENGTH, such as 3@+20/10 or checkout,search:2.5@+0/15.',
    );
  }
  const journeys = match[1]?.split(',');
  const span = spanOf(match[3]!, match[4]!);
  return [...before, { kind: 'surge', ...(journeys && { journeys }), multiplier, ...span }];
}

/** `typical`, `busy`, or the number of a future. */
export function parseFuture(text: string): 'typical' | 'busy' | number {
  if (text === 'typical' || text === 'busy') return text;
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (number <= 99_999) return number;
  throw new InvalidArgumentError('Expected "typical", "busy" or the number of a future, 0 to 99999.');
}

function effectOf(name: string, value: string | undefined): Effect | undefined {
  if (name === 'down') return value === undefined ? { kind: 'down' } : undefined;
  const number = numberOf(value);
  if (name === 'slow') return number >= 1 && number <= 1000 ? { kind: 'slow', factor: number } : undefined;
  if (name !== 'reduced') return undefined;
  return number >= 0 && number <= 1 ? { kind: 'reduced', share: number } : undefined;
}

/** `3`, `50%`; not a number where it is none. */
function numberOf(text: string | undefined): number {
  const match = /^([\d.]+)(%?)$/.exec(text ?? '');
  return match ? Number(match[1]) / (match[2] ? 100 : 1) : Number.NaN;
}

function spanOf(from: string, minutes: string): { from: number; minutes: number } {
  const span = { from: Number(from), minutes: Number(minutes) };
  if (span.from >= 0 && span.minutes > 0) return span;
  throw new InvalidArgumentError('Expected a minute of the span and a length above 0 after the "@".');
}
