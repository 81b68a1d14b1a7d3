import { type User } from '../../world/model';

/** The id of whoever shows no good credential (token-api.md 0.4). */
export const ANONYMOUS = 'aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa';

/** A user as connectionData shows it (token-api.md 2.2). */
export function identityOf(user: User, onPremises: boolean): object {
  return {
    id: user.id,
    descriptor: onPremises
      ? `System.Security.Principal.WindowsIdentity;S-1-5-21-${user.id}`
      : `Microsoft.IdentityModel.Claims.ClaimsIdentity;${user.tenantId}\\${user.account}`,
    subjectDescriptor: `${onPremises ? 'win' : 'aad'}.${Buffer.from(user.id).toString('base64url')}`,
    providerDisplayName: user.displayName,
    isActive: true,
    properties: { Account: { $type: 'System.String', $value: user.account } },
    resourceVersion: 2,
    metaTypeId: 0,
  };
}

export function anonymousIdentity(): object {
  return {
    id: ANONYMOUS,
    descriptor: `System:PublicAccess;${ANONYMOUS}`,
    subjectDescriptor: `spa.${Buffer.from(ANONYMOUS).toString('base64url')}`,
    providerDisplayName: 'Anonymous',
    isActive: true,
    properties: {},
    resourceVersion: 2,
    metaTypeId: 0,
  };
}
