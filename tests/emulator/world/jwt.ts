import { randomBytes } from 'node:crypto';

/**
 * A token in the form of a JWT; nobody can verify its signature, as nobody but the issuer's service ever
 * does.
 */
export function newJwt(claims: Record<string, unknown>): string {
  const header = { typ: 'JWT', alg: 'RS256', kid: randomBytes(16).toString('hex') };
  return [header, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .concat(randomBytes(256).toString('base64url'))
    .join('.');
}
