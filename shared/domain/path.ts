/**
 * Paths name a place in a plan: object keys joined by `/`, parts of a list by their id
 * (`components/cart-store/instances`), by the journey they belong to (`demand/journeys/checkout/level`),
 * or, where they have neither, by their position.
 */
type Json = unknown;
type JsonObject = Record<string, Json>;

export function getAtPath(root: Json, path: string): Json {
  return splitPath(path).reduce<Json>((node, key) => childOf(node, key), root);
}

/** A copy of `root` with `value` at `path`; untouched parts are shared. A new id is added at the end. */
export function setAtPath<Root>(root: Root, path: string, value: Json): Root {
  return replace(root, splitPath(path), value) as Root;
}

/** A copy of `root` without what is at `path`. */
export function removeAtPath<Root>(root: Root, path: string): Root {
  return replace(root, splitPath(path), undefined) as Root;
}

/** The name by which a list finds the item. */
export function keyOfItem(item: Json, index: number): string {
  if (isObject(item)) {
    if (typeof item.id === 'string') return item.id;
    if (typeof item.journey === 'string') return item.journey;
  }
  return String(index);
}

/** A zod issue path (with list positions) in the words of the paths above. */
export function pathFromIssue(root: Json, issuePath: readonly PropertyKey[]): string {
  let node = root;
  return issuePath
    .map((part) => {
      const key =
        Array.isArray(node) && typeof part === 'number' ? keyOfItem(node[part], part) : String(part);
      node = (node as JsonObject | undefined)?.[part as string];
      return key;
    })
    .join('/');
}

const splitPath = (path: string): string[] => path.split('/').filter((key) => key !== '');

const isObject = (node: Json): node is JsonObject =>
  typeof node === 'object' && node !== null && !Array.isArray(node);

function childOf(node: Json, key: string): Json {
  if (Array.isArray(node)) return node[indexOfKey(node, key)];
  return isObject(node) ? node[key] : undefined;
}

function indexOfKey(list: readonly Json[], key: string): number {
  return list.findIndex((item, index) => keyOfItem(item, index) === key);
}

function replace(node: Json, [key, ...rest]: string[], value: Json): Json {
  if (key === undefined) return value;
  const child = replace(childOf(node, key), rest, value);
  if (Array.isArray(node)) return replaceItem(node, key, child);
  const { [key]: _replaced, ...others } = isObject(node) ? node : {};
  if (child === undefined) return others;
  return isObject(node) && key in node
    ? Object.fromEntries(Object.entries(node).map(([name, old]) => [name, name === key ? child : old]))
    : { ...others, [key]: child };
}

function replaceItem(list: readonly Json[], key: string, child: Json): Json[] {
  const index = indexOfKey(list, key);
  if (child === undefined) return list.filter((_item, position) => position !== index);
  if (index < 0) return [...list, child];
  return list.map((item, position) => (position === index ? child : item));
}
