import { type PatFormat } from './pat-secret';
import { type Switches } from './switches';
/** The Entra tenant of everything for which a test names no other. */
export const DEFAULT_TENANT = 'c0ffee00-1111-4222-8333-444455556666';

/** A person of one Entra tenant. */
export interface User {
  id: string;
  displayName: string;
  /** The sign-in name. */
  account: string;
  tenantId: string;
}

export interface Repository {
  id: string;
  name: string;
}

export interface Project {
  id: string;
  name: string;
  visibility: 'private' | 'public';
  repositories: Repository[];
}

/** Something a user may not do although the credential is good; `id` is that of a project or repository. */
export interface Denial {
  user: User;
  permission: 'ViewProject' | 'GenericRead' | 'GenericContribute';
  id: string;
}

/** An organization of Azure DevOps Services, or a collection of Azure DevOps Server. */
export interface Host {
  deployment: 'hosted' | 'onPremises';
  id: string;
  name: string;
  tenantId: string;
  projects: Project[];
  denials: Denial[];
  switches: Switches;
}

export interface Pat {
  kind: 'pat';
  /** Never recorded by the emulator's own logs. */
  secret: string;
  format: PatFormat;
  authorizationId: string;
  user: User;
  displayName: string;
  /** Space-separated. */
  scope: string;
  validFrom: Date;
  validTo: Date;
  revokedAt: Date | undefined;
  /** Where it is good; undefined: in every organization of its owner. */
  hosts: Host[] | undefined;
}

/** An access token of Microsoft Entra; a JWT. */
export interface EntraToken {
  kind: 'entraToken';
  secret: string;
  user: User;
  /** The tenant that issued it. */
  tenantId: string;
  /** The organizations that have its user as a member. */
  memberOf: Host[];
  validTo: Date;
}
