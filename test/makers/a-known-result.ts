/** A case of a table of known results, as its file has it: the mean wait of M/M/2 at half load. */
export const aKnownResult = (changes: object = {}) => ({
  id: 'wait',
  model: 'M/M/c',
  params: { c: 2, lambda: 1, mu: 1 },
  quantity: 'mean_wait',
  value: 1 / 3,
  tolerance: 1e-9,
  tolerance_kind: 'rel',
  ...changes,
});
