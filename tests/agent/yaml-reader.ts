import { isMap, isScalar, isSeq, type Node } from 'yaml';

export interface Reader {
  /** Notes a fault and goes on: all of them are reported at once. */
  refuse: (what: string, node: Node | undefined) => void;
}

interface Keys<K extends string> {
  known: readonly K[];
  ignored?: readonly string[];
}

/** Takes the known keys out of a map; every other key is refused by its name, unless it may be ignored. */
export function readMap<K extends string>(
  node: unknown,
  what: string,
  reader: Reader,
  { known, ignored = [] }: Keys<K>,
): Partial<Record<K, Node>> {
  if (!isMap(node)) {
    reader.refuse(`${what} must be a map`, isNode(node) ? node : undefined);
    return {};
  }
  const found: Partial<Record<K, Node>> = {};
  for (const { key, value } of node.items) {
    const name = isScalar(key) ? String(key.value) : '';
    const match = known.find((candidate) => candidate === name);
    if (match !== undefined) {
      if (isNode(value)) found[match] = value;
    } else if (!ignored.includes(name)) {
      reader.refuse(`'${name}' is not known to the local agent`, isNode(key) ? key : undefined);
    }
  }
  return found;
}

/** As Azure Pipelines does, takes any scalar for text: `yes` and `1.10` keep their spelling. */
export function readText(node: Node | undefined, name: string, reader: Reader): string | undefined {
  if (node === undefined) return undefined;
  if (isScalar(node)) {
    return typeof node.value === 'string' ? node.value : (node.source ?? '').replace(/^(~|null)$/i, '');
  }
  reader.refuse(`'${name}' must be a text`, node);
  return undefined;
}

export function readFlag(node: Node | undefined, name: string, reader: Reader): boolean | undefined {
  const text = readText(node, name, reader)?.toLowerCase();
  if (text === undefined) return undefined;
  if (text !== 'true' && text !== 'false') reader.refuse(`'${name}' must be true or false`, node);
  return text === 'true';
}

export function readNumber(node: Node | undefined, name: string, reader: Reader): number | undefined {
  const text = readText(node, name, reader);
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(text)) reader.refuse(`'${name}' must be a whole number`, node);
  return Number(text);
}

export function readTexts(
  node: Node | undefined,
  name: string,
  reader: Reader,
): Record<string, string> | undefined {
  if (node === undefined) return undefined;
  if (!isMap(node)) {
    reader.refuse(`'${name}' must be a map`, node);
    return undefined;
  }
  const entries = node.items.map(({ key, value }) => {
    const entry = isScalar(key) ? String(key.value) : '';
    return [entry, readText(isNode(value) ? value : undefined, entry, reader) ?? ''];
  });
  return Object.fromEntries(entries) as Record<string, string>;
}

export function readList(node: Node | undefined, name: string, reader: Reader): Node[] {
  if (node === undefined) return [];
  if (isSeq(node)) return node.items.filter(isNode);
  reader.refuse(`'${name}' must be a list`, node);
  return [];
}

export function isNode(value: unknown): value is Node {
  return isMap(value) || isSeq(value) || isScalar(value);
}
