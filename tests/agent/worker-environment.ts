import { type Directories } from './directories';

const inherited = ['PATH', 'LANG', 'LC_ALL', 'TZ', 'SystemRoot', 'ComSpec', 'PATHEXT', 'windir'];

/** Small and known, so that a run depends on nothing of the developer's own environment. */
export function workerEnvironment(
  { home, systemTemp }: Directories,
  added: Record<string, string> = {},
): Record<string, string> {
  const kept = inherited.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  });
  return {
    ...(Object.fromEntries(kept) as Record<string, string>),
    HOME: home,
    USERPROFILE: home,
    TMPDIR: systemTemp,
    TEMP: systemTemp,
    TMP: systemTemp,
    ...added,
  };
}
