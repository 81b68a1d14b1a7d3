import { randomUUID } from 'node:crypto';
import { newJwt } from './jwt';
import { type EntraToken, type Host, type Pat, type User } from './model';
import { newPatSecret, type PatFormat } from './pat-secret';

export interface PatSpec {
  /** The organizations or collections it is good in; left out: all of them. */
  in?: Host | Host[];
  user?: User;
  displayName?: string;
  /** Space-separated; left out: full access. */
  scope?: string;
  validFrom?: Date;
  validTo?: Date;
  revokedAt?: Date;
  format?: PatFormat;
}

export interface EntraTokenSpec {
  /** The organizations that have its user as a member. */
  memberOf: Host | Host[];
  user?: User;
  tenantId?: string;
  validTo?: Date;
}

/** The audience of every Entra token for Azure DevOps (token-api.md 0.4). */
const AZURE_DEVOPS_RESOURCE = '499b84ac-1321-427f-aa17-267ca6975798';
const DEFAULT_LIFETIME_DAYS = 90;

export function newPat(spec: PatSpec, user: User, now: Date): Pat {
  const validFrom = spec.validFrom ?? now;
  const format = spec.format ?? 'current';
  return {
    kind: 'pat',
    secret: newPatSecret(format, validFrom),
    format,
    authorizationId: randomUUID(),
    user,
    displayName: spec.displayName ?? 'deploy',
    scope: spec.scope ?? 'app_token',
    validFrom,
    validTo: spec.validTo ?? new Date(validFrom.getTime() + DEFAULT_LIFETIME_DAYS * 86_400_000),
    revokedAt: spec.revokedAt,
    hosts: spec.in && [spec.in].flat(),
  };
}

export function newEntraToken(spec: EntraTokenSpec, user: User, now: Date): EntraToken {
  const tenantId = spec.tenantId ?? user.tenantId;
  const validTo = spec.validTo ?? new Date(now.getTime() + 3_599_000);
  const secret = newJwt({
    aud: AZURE_DEVOPS_RESOURCE,
    iss: `https://sts.windows.net/${tenantId}/`,
    tid: tenantId,
    iat: Math.floor(now.getTime() / 1000),
    exp: Math.floor(validTo.getTime() / 1000),
    oid: user.id,
    upn: user.account,
    scp: 'user_impersonation',
  });
  return { kind: 'entraToken', secret, user, tenantId, memberOf: [spec.memberOf].flat(), validTo };
}
