/**
 * Keeps what was made for a key (JSON of all it depends on), so that an edit recomputes only what it
 * touched. At most `limit` values; the one longest unused goes first. Values are shared: never change one.
 */
export function createMemory<Value>(limit: number): (key: unknown, make: () => Value) => Value {
  const known = new Map<string, Value>();
  return (key, make) => {
    const text = JSON.stringify(key);
    let value = known.get(text);
    if (value === undefined) value = make();
    else known.delete(text);
    known.set(text, value);
    if (known.size > limit) known.delete(known.keys().next().value!);
    return value;
  };
}
