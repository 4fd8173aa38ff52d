type TypedArray = Float64Array | Float32Array | Uint32Array | Uint16Array | Uint8Array | Int16Array;

/** Below this a copy per message costs less than a shared buffer. */
const WORTH_SHARING = 1024;

/** A copy of plain data whose long arrays live in memory that workers see without copying. */
export function shareArrays<Value>(value: Value): Value {
  const done = new Map<object, unknown>();
  return share(value, done) as Value;
}

function share(value: unknown, done: Map<object, unknown>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const known = done.get(value);
  if (known !== undefined) return known;
  const shared = ArrayBuffer.isView(value) ? shareArray(value as TypedArray) : shareObject(value, done);
  done.set(value, shared);
  return shared;
}

function shareArray(array: TypedArray): TypedArray {
  if (array.byteLength < WORTH_SHARING) return array;
  const Kind = array.constructor as new (buffer: SharedArrayBuffer) => TypedArray;
  const copy = new Kind(new SharedArrayBuffer(array.byteLength));
  copy.set(array as never);
  return copy;
}

function shareObject(value: object, done: Map<object, unknown>): unknown {
  if (Array.isArray(value)) return value.map((item) => share(item, done));
  if (value instanceof Map) return new Map([...value].map(([key, part]) => [key, share(part, done)]));
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, share(part, done)]));
}
