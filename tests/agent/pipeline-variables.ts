import { isMap, type Node } from 'yaml';

import { type VariableDefinition } from './job-definition';
import { readFlag, readList, readMap, readText, readTexts, type Reader } from './yaml-reader';

/** A map of names and values, or a list with `name` and `value`. */
export function readVariables(node: Node | undefined, reader: Reader): VariableDefinition[] {
  if (isMap(node)) {
    const texts = readTexts(node, 'variables', reader) ?? {};
    return Object.entries(texts).map(([name, value]) => ({ name, value }));
  }
  return readList(node, 'variables', reader).map((item) => {
    const fields = readMap(item, 'A variable', reader, { known: ['name', 'value', 'readonly'] });
    const name = readText(fields.name, 'name', reader) ?? '';
    if (name === '') reader.refuse("a variable has no 'name'", item);
    return {
      name,
      value: readText(fields.value, 'value', reader) ?? '',
      isReadOnly: readFlag(fields.readonly, 'readonly', reader),
    };
  });
}
