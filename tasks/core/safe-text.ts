/** The longest foreign text that a message or an output carries. */
const LONGEST = 120;

/**
 * Text from a server or a connection, made harmless for the log and for variables: no line breaks or control
 * characters, no logging command or log formatting (`##vso[`, `##[`), no macro that a later step would expand
 * (`$(…)`), and no more than 120 characters (agent-contract 3.1 and 2.5).
 */
export function harmless(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what must go
  const oneLine = text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim();
  const inert = withoutCommands(oneLine).replace(/\$(?=[([])/g, '$ ');
  return inert.length > LONGEST ? `${inert.slice(0, LONGEST)}…` : inert;
}

/** Text in which no logging command or log formatting can begin: no `#` is followed by another. */
export function withoutCommands(text: string): string {
  return text.replace(/#(?=#)/g, '# ');
}

/**
 * What the user typed, quoted for an error message. An unexpanded macro is not repeated (people paste the secret
 * between the brackets), nor is anything that could be a token: one long word.
 */
export function quoted(value: string): string {
  if (/\$[([]/.test(value)) return 'an unexpanded macro $(…)';
  if (/[^\s/.:]{30,}/.test(value)) return `a value of ${value.length} characters`;
  return `'${harmless(value)}'`;
}
