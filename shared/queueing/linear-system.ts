/** Solves the square system whose rows end with their right-hand side; Gauss with partial pivoting. */
export function solveLinear(rows: readonly (readonly number[])[]): number[] {
  const size = rows.length;
  const work = rows.map((row) => [...row]);
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let row = column + 1; row < size; row++) {
      if (Math.abs(work[row]![column]!) > Math.abs(work[pivot]![column]!)) pivot = row;
    }
    [work[column], work[pivot]] = [work[pivot]!, work[column]!];
    const lead = work[column]!;
    for (let row = 0; row < size; row++) {
      const factor = row === column ? 0 : work[row]![column]! / lead[column]!;
      if (factor !== 0)
        for (let entry = column; entry <= size; entry++) work[row]![entry]! -= factor * lead[entry]!;
    }
  }
  return work.map((row, index) => row[size]! / row[index]!);
}
