import { type Masker } from './masker';

export interface Log {
  /** Masks at this moment, and never again: what is registered later does not hide what stands here. */
  write(message: string, options?: { unmasked?: boolean }): number;
  writeDebug(message: string): void;
  readonly lines: string[];
  readonly debugLines: string[];
}

interface LogSettings {
  masker: Masker;
  /** Whether the user set `system.debug`. */
  showDebug: boolean;
  onLine: ((line: string) => void) | undefined;
}

/** Keeps both logs of one run: as the user sees it, and as they would with `system.debug`. */
export function createLog({ masker, showDebug, onLine }: LogSettings): Log {
  const lines: string[] = [];
  const debugLines: string[] = [];
  const show = (line: string): void => {
    lines.push(line);
    onLine?.(line);
  };
  return {
    lines,
    debugLines,
    write(message, options) {
      const shown = options?.unmasked === true ? message : masker.mask(message);
      for (const line of shown.split(/\r\n|\n|\r/)) {
        debugLines.push(line);
        show(line);
      }
      return lines.length;
    },
    writeDebug(message) {
      for (const line of masker.mask(`##[debug]${message}`).split(/\r\n|\n|\r/)) {
        debugLines.push(line);
        if (showDebug) show(line);
      }
    },
  };
}
