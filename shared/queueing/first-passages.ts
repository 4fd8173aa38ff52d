import {
  type Matrix,
  addProduct,
  addTimesColumn,
  expectedVisits,
  orderOf,
  product,
  rowSums,
  timesColumn,
} from './matrix.ts';

export interface FirstPassages {
  /** Phase when the system is empty again, by the phase when its first service began. */
  down: Matrix;
  /** Services, and arrivals lost for want of room, on the way. */
  served: Float64Array;
  lost: Float64Array;
}

/** Past this many services between two visits to empty, a deeper system serves and loses in the same ratio. */
const NEVER_EMPTY = 1e100;
/** Fewer losses than this per visit to empty are none. */
const NOTHING = 1e-50;

/**
 * A busy period of one server with room for `capacity`, the one in service counted: `counts` are the
 * chances of 0, 1, … arrivals in a service together with the phase at its end, by the phase at its
 * beginning.
 *
 * A level is a number in the system; a service takes it down by one and its arrivals up. The passage
 * from a level to the one below depends only on the room above it, so passages are built from the
 * full system down: those of the arrivals first, then the level's own. Source: Neuts, Structured
 * Stochastic Matrices of M/G/1 Type (1989), chapter 1, with a last level. All terms are positive.
 */
export function firstPassages(counts: readonly Matrix[], capacity: number): FirstPassages {
  const order = orderOf(counts[0]!);
  const { atLeast, excess } = tailsOf(counts);
  const leaving = rowSums(counts[0]!);
  const passed = new Float64Array(order * order);
  // Without room every arrival is lost, and one service is the whole passage.
  let newest: FirstPassages = {
    down: atLeast[0]!,
    served: new Float64Array(order).fill(1),
    lost: excess[0]!,
  };
  const recent = [newest]; // a ring: the arrivals of one service reach no further up
  for (let room = 1; room < capacity; room++) {
    const highest = Math.min(room, counts.length - 1);
    const reaching =
      highest === 0
        ? new Float64Array(order * order)
        : Float64Array.from(highest === room ? atLeast[room]! : counts[highest]!);
    const served = new Float64Array(order).fill(1);
    const lost = Float64Array.from(excess[room] ?? new Float64Array(order));
    // Horner's scheme: whoever reached a level, from above or by arrivals, passes it next.
    for (let arrived = highest - 1; arrived >= 1; arrived--) {
      const passage = recent[(room - arrived) % counts.length]!;
      addTimesColumn(served, reaching, passage.served);
      addTimesColumn(lost, reaching, passage.lost);
      passed.set(counts[arrived]!);
      addProduct(passed, reaching, passage.down);
      reaching.set(passed);
    }
    const visits = expectedVisits(reaching, leaving);
    newest = {
      down: product(visits, counts[0]!),
      served: timesColumn(visits, served),
      lost: timesColumn(visits, lost),
    };
    recent[room % counts.length] = newest;
    if (newest.served[0]! > NEVER_EMPTY || newest.lost.every((losses) => losses < NOTHING)) break;
  }
  return newest;
}

/** Chances of at least n arrivals, and the expected number beyond n, for n = 0, 1, … */
function tailsOf(counts: readonly Matrix[]): { atLeast: Matrix[]; excess: Float64Array[] } {
  const order = orderOf(counts[0]!);
  const atLeast: Matrix[] = [];
  const excess: Float64Array[] = [];
  let tail = new Float64Array(order * order);
  let beyond = new Float64Array(order);
  for (let n = counts.length - 1; n >= 0; n--) {
    const more = rowSums(tail);
    beyond = beyond.map((sum, phase) => sum + more[phase]!);
    excess[n] = beyond;
    tail = tail.map((chance, place) => chance + counts[n]![place]!);
    atLeast[n] = tail;
  }
  return { atLeast, excess };
}
