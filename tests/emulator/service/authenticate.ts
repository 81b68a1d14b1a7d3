import { type EntraToken, type Host, type Pat, type User } from '../world/model';
import { type World } from '../world/world';
import { type Credential } from './credential';

export interface Caller {
  kind: 'caller';
  user: User;
  /** Space-separated. */
  scope: string;
  token: Pat | EntraToken;
}

export type Reason =
  | 'absent'
  | 'malformed'
  | 'notCanonical'
  | 'unknown'
  | 'otherOrganization'
  | 'expired'
  | 'revoked'
  | 'bearerRefused'
  | 'wrongTenant'
  | 'conditionalAccess';

/** `anonymous` is what a bad credential reads as where a project is public. */
export type Authentication = Caller | { kind: 'anonymous' } | { kind: 'refused'; reason: Reason };

/**
 * Where a credential is shown: an organization or collection, all of Services at once, or a Server above its
 * collections.
 */
export type Door = Host | 'services' | 'server';

export function authenticate(world: World, door: Door, credential: Credential): Authentication {
  const found = judge(world, door, credential);
  const host = hostOf(door);
  if (host?.switches.conditionalAccess && found.kind === 'caller') {
    return { kind: 'refused', reason: 'conditionalAccess' };
  }
  const readsAsNobody = found.kind === 'refused' && credential.kind !== 'bearer';
  return readsAsNobody && host?.switches.publicProjects ? { kind: 'anonymous' } : found;
}

function judge(world: World, door: Door, credential: Credential): Authentication {
  switch (credential.kind) {
    case 'none':
      return { kind: 'refused', reason: 'absent' };
    case 'malformed':
    case 'notCanonical':
      return { kind: 'refused', reason: credential.kind };
    case 'pat':
      return judgePat(world, door, world.pats.get(credential.secret));
    case 'bearer':
      return judgeBearer(world, door, world.entraTokens.get(credential.secret));
  }
}

function judgePat(world: World, door: Door, pat: Pat | undefined): Authentication {
  if (!pat) {
    return { kind: 'refused', reason: 'unknown' };
  }
  if (!opens(pat, door)) {
    return { kind: 'refused', reason: 'otherOrganization' };
  }
  const now = world.clock().getTime();
  const lagSeconds = hostOf(door)?.switches.revocationLagSeconds ?? 0;
  if (pat.revokedAt && pat.revokedAt.getTime() + lagSeconds * 1000 <= now) {
    return { kind: 'refused', reason: 'revoked' };
  }
  if (pat.validTo.getTime() <= now) {
    return { kind: 'refused', reason: 'expired' };
  }
  return { kind: 'caller', user: pat.user, scope: pat.scope, token: pat };
}

function judgeBearer(world: World, door: Door, token: EntraToken | undefined): Authentication {
  const host = hostOf(door);
  if (token && host && token.tenantId !== host.tenantId) {
    return { kind: 'refused', reason: 'wrongTenant' };
  }
  const isMember = token !== undefined && (!host || token.memberOf.includes(host));
  if (!isMember || token.validTo.getTime() <= world.clock().getTime()) {
    return { kind: 'refused', reason: 'bearerRefused' };
  }
  return { kind: 'caller', user: token.user, scope: 'user_impersonation', token };
}

/** At the door of Services only a PAT for all organizations is good. */
function opens({ hosts }: Pat, door: Door): boolean {
  if (hosts === undefined) {
    return true;
  }
  return door === 'server'
    ? hosts.some(({ deployment }) => deployment === 'onPremises')
    : hosts.some((host) => host === door);
}

function hostOf(door: Door): Host | undefined {
  return typeof door === 'string' ? undefined : door;
}
