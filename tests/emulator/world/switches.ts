/**
 * What an organization or collection answers where the service's behaviour is a setting of its own, or where the
 * public evidence is weak (README.md says how weak, and what each position means).
 */
export interface Switches {
  /**
   * At least one project is public, so that a bad credential reads as the anonymous user (token-api.md 2.3).
   */
  publicProjects: boolean;
  /** Conditional access lets nobody in. */
  conditionalAccess: boolean;
  /** No credential at all, without `Suppress`. */
  absentCredential: 'redirect' | 'signInPage';
  /** A malformed or unknown PAT without `Suppress`. */
  unknownPat: 'signInPage' | 'redirect';
  /** A malformed or unknown PAT although `Suppress` was sent (token-api.md 16, question 3). */
  unknownPatSuppressed: 'empty401' | 'signInPage';
  /** An expired PAT: told like any other refusal, or named in a body and a header. */
  expiredPat: 'empty401' | 'verbose401';
  /** A token of another Entra tenant. */
  wrongTenant: 'throttled429' | 'refused401';
  /** Scopes that connectionData takes (token-api.md 16, question 8). */
  connectionDataScope: 'any' | 'vso.profile';
  /** `connectionData?api-version=7.1`, a version without `-preview`. */
  plainConnectionDataVersion: 'refused400' | 'accepted';
  /** `OPTIONS _apis`: who may read what the service offers. */
  resourceLocations: 'authenticated' | 'anonymous';
  /** What a Server offers git; a client that is offered NTLM or Negotiate takes it before Basic. */
  serverGitChallenge: 'basic' | 'windows';
  /** How long a revoked PAT goes on working. */
  revocationLagSeconds: number;
  /** What `X-VSS-AuthorizationEndpoint` says instead of the organization's identity service. */
  authorizationEndpoint: string | undefined;
}

export const DEFAULT_SWITCHES: Readonly<Switches> = {
  publicProjects: false,
  conditionalAccess: false,
  absentCredential: 'redirect',
  unknownPat: 'signInPage',
  unknownPatSuppressed: 'empty401',
  expiredPat: 'empty401',
  wrongTenant: 'throttled429',
  connectionDataScope: 'any',
  plainConnectionDataVersion: 'refused400',
  resourceLocations: 'authenticated',
  serverGitChallenge: 'basic',
  revocationLagSeconds: 0,
  authorizationEndpoint: undefined,
};
