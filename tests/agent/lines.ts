/**
 * Cuts a stream into lines as .NET does: `\n`, `\r\n` and a bare `\r` each end one, so that a remote
 * text with a carriage return starts a line of its own.
 */
export function createLineSplitter(onLine: (line: string) => void): {
  write(text: string): void;
  end(): void;
} {
  let rest = '';
  return {
    write(text) {
      rest += text;
      const lines = rest.split(/\r\n|\n|\r(?!$)/);
      rest = lines.pop() ?? '';
      lines.forEach(onLine);
    },
    end() {
      const last = rest.replace(/\r$/, '');
      if (rest !== '') onLine(last);
      rest = '';
    },
  };
}
