/**
 * What happens next: a binary heap of moments in typed arrays. Each slot (an arrival process, a job,
 * a timer) has at most one moment, and may take it back. Moments that agree come in an order that
 * depends on the past of the heap alone.
 *
 * While an event is handled its place at the top is a gap, into which the first moment scheduled
 * falls: an event that brings forth another costs one walk through the heap, not two. Opening the gap
 * and closing it belong to advance.ts.
 */
export interface EventHeap {
  size: number;
  /** Whether the top is a gap. */
  isOpen: boolean;
  times: Float64Array;
  slots: Int32Array;
  /** By slot: its place in the heap, −1 where it has no moment. */
  places: Int32Array;
}

export function createEventHeap(slots: number): EventHeap {
  return {
    size: 0,
    isOpen: false,
    times: new Float64Array(slots),
    slots: new Int32Array(slots),
    places: new Int32Array(slots).fill(-1),
  };
}

/** Room for more slots. */
export function growEventHeap(heap: EventHeap, slots: number): void {
  const { times, slots: order, places } = heap;
  heap.times = new Float64Array(slots);
  heap.times.set(times);
  heap.slots = new Int32Array(slots);
  heap.slots.set(order);
  heap.places = new Int32Array(slots).fill(-1);
  heap.places.set(places);
}

export function clearEventHeap(heap: EventHeap): void {
  heap.size = 0;
  heap.isOpen = false;
  heap.places.fill(-1);
}

/** Gives a slot without a moment one. */
export function schedule(heap: EventHeap, slot: number, time: number): void {
  if (heap.isOpen) {
    heap.isOpen = false;
    sink(heap, 0, slot, time);
  } else rise(heap, heap.size++, slot, time);
}

/** Takes back a slot's moment, if it has one. */
export function cancel(heap: EventHeap, slot: number): void {
  const place = heap.places[slot]!;
  if (place < 0) return;
  heap.places[slot] = -1;
  const last = --heap.size;
  if (place === last) return;
  const moved = heap.slots[last]!;
  const time = heap.times[last]!;
  if (place > 0 && time < heap.times[(place - 1) >> 1]!) rise(heap, place, moved, time);
  else sink(heap, place, moved, time);
}

function rise({ times, slots, places }: EventHeap, from: number, slot: number, time: number): void {
  let place = from;
  while (place > 0) {
    const above = (place - 1) >> 1;
    const other = times[above]!;
    if (other <= time) break;
    times[place] = other;
    const moved = slots[above]!;
    slots[place] = moved;
    places[moved] = place;
    place = above;
  }
  times[place] = time;
  slots[place] = slot;
  places[slot] = place;
}

function sink({ times, slots, places, size }: EventHeap, from: number, slot: number, time: number): void {
  let place = from;
  for (;;) {
    let below = 2 * place + 1;
    if (below >= size) break;
    let other = times[below]!;
    if (below + 1 < size) {
      const right = times[below + 1]!;
      if (right < other) {
        other = right;
        below += 1;
      }
    }
    if (other >= time) break;
    times[place] = other;
    const moved = slots[below]!;
    slots[place] = moved;
    places[moved] = place;
    place = below;
  }
  times[place] = time;
  slots[place] = slot;
  places[slot] = place;
}
