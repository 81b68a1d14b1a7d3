/**
 * Below this length nothing is registered: the agent's masker replaces every occurrence in the whole job's log, so
 * a short "secret" would blank it out (agent-contract 3.4).
 */
export const SHORTEST_MASKED = 8;

/**
 * Every spelling in which tools print a token and which the agent does not derive by itself: it adds JSON, URI and
 * backslash escapes of each registered value, but no base64 for what is registered during a job (agent-contract 3.5).
 * `userNames` are those it is sent with: `base64(user:token)` is the Basic header.
 */
export function spellings(token: string, userNames: readonly string[]): string[] {
  const lines = token.split(/[\r\n]+/);
  const plain = [token, token.trim(), ...lines, ...lines.map((line) => line.trim())];
  const encoded = [token, token.trim()].flatMap((value) => {
    const whole = [value, ...['', ...userNames].map((user) => `${user}:${value}`)].map((text) =>
      base64(Buffer.from(text)),
    );
    return [...whole, ...whole.flatMap(wrapped), ...base64Cores(Buffer.from(value))];
  });
  const all = [...plain, ...encoded, ...encoded.map(toBase64Url)];
  return [...new Set(all)].filter((value) => value.trim().length >= SHORTEST_MASKED && !/[\r\n]/.test(value));
}

/**
 * The characters that every base64 text around these bytes has in common, one for each alignment of the bytes in
 * the groups of three: they cover the token inside any larger encoded blob.
 */
function base64Cores(bytes: Buffer): string[] {
  return [0, 1, 2].map((shift) =>
    base64(Buffer.concat([Buffer.alloc(shift), bytes])).slice(
      Math.ceil((shift * 8) / 6),
      Math.floor(((shift + bytes.length) * 8) / 6),
    ),
  );
}

/** The lines into which `base64` and PEM break a long text (76 and 64 characters): the agent masks line by line. */
function wrapped(text: string): string[] {
  return [/.{1,76}/g, /.{1,64}/g].flatMap((line) => text.match(line) ?? []);
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64');
}

function toBase64Url(text: string): string {
  return text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
