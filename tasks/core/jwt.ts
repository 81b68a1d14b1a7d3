import { GUID, asRecord } from './answer.js';
import { harmless } from './safe-text.js';
import { type Credential } from './service-connection.js';

/** What a token says of itself. Hints: nothing is verified, and a PAT says nothing (token-api 10.3). */
export interface Claims {
  /** Entra tenant, a GUID in lower case. */
  tenant?: string;
  validTo?: Date;
  /** Scopes, separated by blanks. */
  scope?: string;
}

export function readClaims({ secret, looksLike }: Credential): Claims {
  if (looksLike !== 'jwt') return {};
  const { tid, exp, scp } = asRecord(payload(secret.reveal().trim()));
  return {
    ...(typeof tid === 'string' && GUID.test(tid) && { tenant: tid.toLowerCase() }),
    ...(typeof exp === 'number' && exp > 0 && exp < 1e11 && { validTo: new Date(exp * 1000) }),
    ...(typeof scp === 'string' && { scope: harmless(scp) }),
  };
}

function payload(token: string): unknown {
  try {
    return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}
