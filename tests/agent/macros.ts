/**
 * Replaces `$(name)` where the name is known and leaves the rest as it is. One pass: what a value
 * brings in is not looked at again.
 */
export function expandMacros(text: string, find: (name: string) => string | undefined): string {
  let result = text;
  let from = 0;
  for (;;) {
    const start = result.indexOf('$(', from);
    const end = start < 0 ? -1 : result.indexOf(')', start + 2);
    if (end < 0) return result;
    const name = result.slice(start + 2, end);
    const value = name === '' ? undefined : find(name);
    if (value === undefined) {
      from = start + 1;
    } else {
      result = result.slice(0, start) + value + result.slice(end + 1);
      from = start + value.length;
    }
  }
}
