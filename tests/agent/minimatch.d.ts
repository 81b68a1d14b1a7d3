/** Version 3, as the agent's own matcher was ported from, comes without types. */
declare module 'minimatch' {
  function minimatch(name: string, pattern: string, options?: { nocase?: boolean }): boolean;
  export = minimatch;
}
