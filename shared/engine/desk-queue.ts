/**
 * Tickets that wait at a desk as a fluid, in desk minutes: they come and are served at even rates,
 * and leave at 1 / patience each. Exact for dq/dt = arrivals − served − q / patience, never below 0.
 */
export interface DeskQueue {
  /** Waiting at the end. */
  end: number;
  /** Minutes until the queue is empty and stays so; all of them where it is not. */
  busy: number;
  /** Ticket minutes waited. */
  area: number;
  served: number;
}

/** What becomes of a queue in `minutes`; `into` is reused. */
export function moveQueue(
  into: DeskQueue,
  before: number,
  tickets: number,
  rate: number,
  patience: number,
  minutes: number,
): void {
  into.end = before + tickets;
  into.busy = minutes;
  into.area = 0;
  into.served = 0;
  if (minutes === 0) return;
  const growth = tickets / minutes - rate;
  if (before === 0 && growth <= 0) {
    into.end = 0;
    into.busy = 0;
    into.served = tickets;
    return;
  }
  // So patient that nobody leaves: the differences below would lose their digits.
  const isPatient = patience > 1e5 * minutes;
  const left = isPatient ? 0 : -Math.expm1(-minutes / patience);
  into.end = isPatient ? before + growth * minutes : before * (1 - left) + growth * patience * left;
  if (into.end < 0) {
    into.end = 0;
    into.busy = drainMinutes(before, -growth, isPatient ? Infinity : patience);
  }
  const busyLeft = into.end > 0 ? left : -Math.expm1(-into.busy / patience);
  into.area = isPatient
    ? ((before + into.end) / 2) * into.busy
    : before * patience * busyLeft + growth * patience * (into.busy - patience * busyLeft);
  into.served = before + tickets - into.end - (isPatient ? 0 : into.area / patience);
}

/** Minutes until a queue that is served at `rate` and left by the impatient is empty: θ ln(1 + q / (rθ)). */
function drainMinutes(queue: number, rate: number, patience: number): number {
  return patience === Infinity ? queue / rate : patience * Math.log1p(queue / (rate * patience));
}
