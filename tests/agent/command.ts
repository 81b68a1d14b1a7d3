export interface Command {
  area: string;
  event: string;
  /** Keys in lower case: they are compared ignoring it. */
  properties: Map<string, string>;
  /** As written, for the data of an issue. */
  propertyNames: Map<string, string>;
  data: string;
}

const prefix = '##vso[';
const specialSymbols = [
  [';', '%3B'],
  ['\r', '%0D'],
  ['\n', '%0A'],
  [']', '%5D'],
] as const;

/** Reads the first command of a line. Text before it is lost; the header ends at the first `]`. */
export function parseCommand(line: string, decodePercents: boolean): Command | undefined {
  const start = line.indexOf(prefix);
  const end = start < 0 ? -1 : line.indexOf(']', start);
  if (end < 0) return undefined;

  const header = line.slice(start + prefix.length, end);
  const space = header.indexOf(' ');
  const names = (space < 0 ? header : header.slice(0, space)).split('.').filter(Boolean);
  const [area, event] = names;
  if (names.length !== 2 || area === undefined || event === undefined) return undefined;

  const properties = new Map<string, string>();
  const propertyNames = new Map<string, string>();
  for (const [key, value] of space > 0 ? splitProperties(header.slice(space + 1)) : []) {
    properties.set(key.toLowerCase(), unescapeText(value, decodePercents));
    if (!propertyNames.has(key.toLowerCase())) propertyNames.set(key.toLowerCase(), key);
  }
  return { area, event, properties, propertyNames, data: unescapeText(line.slice(end + 1), decodePercents) };
}

export function isCommandKeyword(line: string): boolean {
  return line.includes('##vso');
}

export function escapeText(text: string, decodePercents: boolean): string {
  const percents = decodePercents ? text.replaceAll('%', '%AZP25') : text;
  return specialSymbols.reduce((escaped, [symbol, code]) => escaped.replaceAll(symbol, code), percents);
}

/** The percent sign comes last, and its code is %AZP25: %25 stays as it is. */
export function unescapeText(text: string, decodePercents: boolean): string {
  const symbols = specialSymbols.reduce((plain, [symbol, code]) => plain.replaceAll(code, symbol), text);
  return decodePercents ? symbols.replaceAll('%AZP25', '%') : symbols;
}

/** .NET splits in two and drops empty parts, so that `=value` and `key=` are no properties. */
function splitProperties(text: string): [string, string][] {
  return text.split(';').flatMap((property): [string, string][] => {
    const equals = property.replace(/^=+/, '');
    const at = equals.indexOf('=');
    const [key, value] = [equals.slice(0, at), equals.slice(at).replace(/^=+/, '')];
    return at > 0 && value !== '' ? [[key, value]] : [];
  });
}
