import { hasPatChecksum, tokenKind } from './pat-format.js';

/** Longer than any token: what is longer is not looked at, since looking takes time. */
const LONGEST = 4096;
const HEADER = /^(?:basic|bearer) +(.+)$/is;

/**
 * What people paste into a service connection in place of a PAT, by its look (peers C4). Hints only: formats change,
 * and a secret that looks wrong may be right. None repeats a part of the secret, also not what is inside `$(…)`.
 */
export function pasteHints(secret: string): string[] {
  if (secret.length > LONGEST) return [];
  const core = secret.trim();
  const bare = withoutQuotes(core);
  return [
    secret !== core && 'It has blanks or a line break around it.',
    bare !== core && 'It has quotes around it.',
    whatItIs(bare),
  ].filter((hint) => typeof hint === 'string');
}

/** The secrets inside what was pasted: what quotes, a macro, a header or base64 hold. They want masking, too. */
export function secretsInside(secret: string): string[] {
  if (secret.length > LONGEST) return [];
  const bare = withoutQuotes(secret.trim());
  const inMacro = isMacro(bare)
    ? bare
        .slice(1)
        .replace(/^[({[ ]+/, '')
        .replace(/[)}\] ]+$/, '')
    : undefined;
  const inHeader = HEADER.exec(bare)?.[1]?.trim();
  const inside = [bare, inMacro, inHeader, encodedPat(inHeader ?? bare)];
  return [...new Set(inside)].filter((text) => text !== undefined).filter((text) => text !== secret);
}

function isMacro(text: string): boolean {
  return /^\$[({[]/.test(text) && /[)}\]]$/.test(text);
}

function whatItIs(text: string): string | undefined {
  if (isMacro(text)) return 'It is a macro like $(name) that was not expanded: no such variable exists.';
  if (/^https?:\/\//i.test(text)) return 'It is a URL.';
  if (HEADER.test(text)) return 'It begins like an Authorization header; the token alone belongs there.';
  switch (tokenKind(text)) {
    case 'jwt':
      return 'It is an Entra or job access token (JWT), not a PAT; such a token lives for about an hour.';
    case 'pat':
      return hasPatChecksum(text) ? undefined : 'Its checksum is wrong: a character was mistyped or changed.';
    case 'unknown':
      return encodedPat(text)
        ? 'It is the base64 form of a PAT; the PAT itself belongs there.'
        : looksCut(text);
  }
}

/** The PAT in `base64(PAT)`, `base64(":" + PAT)` or `base64("user:" + PAT)`, which some tools want. */
function encodedPat(text: string): string | undefined {
  if (!/^[A-Za-z0-9+/_-]{60,400}={0,2}$/.test(text)) return undefined;
  const decoded = Buffer.from(text, 'base64').toString('latin1');
  const pat = decoded.slice(decoded.indexOf(':') + 1);
  return tokenKind(pat) === 'pat' ? pat : undefined;
}

function looksCut(text: string): string | undefined {
  const isNewFormat = /^[A-Za-z0-9]{20,52}JQQJ99[A-Za-z0-9]*$/.test(text) && text.length !== 84;
  const isOldFormat = /^[a-z2-7]{44,60}$/.test(text);
  return isNewFormat || isOldFormat
    ? `It looks like a PAT with a part missing or doubled: it has ${text.length} characters; a PAT has 84, or 52.`
    : undefined;
}

function withoutQuotes(text: string): string {
  return /^(["'`]).+\1$/s.test(text) ? text.slice(1, -1).trim() : text;
}
