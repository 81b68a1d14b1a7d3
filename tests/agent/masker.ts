export interface Masker {
  add(value: string): void;
  mask(text: string): string;
}

/** The password of `//user:password@host`, which the agent hides wherever it stands. */
const urlPassword = /(?<=\/\/[^:/?#\n]+:)(?:[\w.~-]|(?:%|%AZP25)[0-9a-fA-F]{2}|[!$&'()*+,;=]|:)+(?=@)/g;

type Span = [start: number, end: number];

/**
 * Hides registered values as ordinal substrings. Each value stands for itself and for its three
 * encodings; base64 is none of them.
 */
export function createMasker(minimumLength: () => number = () => 0): Masker {
  const values = new Set<string>();
  return {
    add(value) {
      if (value === '' || value.length < minimumLength()) return;
      for (const spelling of [value, ...encodings(value)]) {
        if (spelling !== '' && spelling.length >= minimumLength()) values.add(spelling);
      }
    },
    mask: (text) => replaceSpans(text, [...findUrlPasswords(text), ...findValues(text, values)]),
  };
}

function encodings(value: string): string[] {
  return [escapeJson(value), escapeUri(value), unescapeBackslashes(value)];
}

function escapeJson(value: string): string {
  return JSON.stringify(value)
    .slice(1, -1)
    .replace(/[\u0085\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** .NET's `Uri.EscapeDataString` also escapes the five signs that JavaScript leaves alone. */
function escapeUri(value: string): string {
  const wellFormed = Buffer.from(value).toString();
  return encodeURIComponent(wellFormed).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function unescapeBackslashes(value: string): string {
  return value.replaceAll('\\\\', '\\').replaceAll("\\'", "'").replaceAll('\\"', '"').replaceAll('\\t', '\t');
}

function findUrlPasswords(text: string): Span[] {
  return [...text.matchAll(urlPassword)].map((match) => [match.index, match.index + match[0].length]);
}

function findValues(text: string, values: Set<string>): Span[] {
  const spans: Span[] = [];
  for (const value of values) {
    for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
      spans.push([at, at + value.length]);
    }
  }
  return spans;
}

/** Spans that overlap or touch become one: two adjacent secrets are one big secret. */
function replaceSpans(text: string, spans: Span[]): string {
  spans.sort((a, b) => a[0] - b[0]);
  let masked = '';
  let done = 0;
  let lastEnd = -1;
  for (const [start, end] of spans) {
    if (start > lastEnd) masked += `${text.slice(done, start)}***`;
    done = lastEnd = Math.max(lastEnd, end);
  }
  return masked + text.slice(done);
}
