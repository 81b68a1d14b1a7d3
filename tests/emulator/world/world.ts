import { randomUUID } from 'node:crypto';
import { DEFAULT_TENANT, type EntraToken, type Host, type Pat, type User } from './model';
import { hostIn } from './hosts';
import { newEntraToken, newPat, type EntraTokenSpec, type PatSpec } from './tokens';
import { type Switches } from './switches';

export type Clock = () => Date;

/**
 * What an Azure DevOps deployment holds. Everything in it may be changed at any time, also while it is
 * served.
 */
export interface World {
  clock: Clock;
  organizations: Host[];
  collections: Host[];
  users: User[];
  /** By secret, so that a credential is found at once among ten thousand. */
  pats: Map<string, Pat>;
  entraTokens: Map<string, EntraToken>;
  missingOrganization: 'html404' | 'json404';

  /** The organization of that name, made with a project `Web` if there is none yet. */
  organization(name: string, switches?: Partial<Switches>): Host;
  /** The Azure DevOps Server collection of that name, likewise. */
  collection(name: string, switches?: Partial<Switches>): Host;
  /** The user of that sign-in name, likewise. */
  user(account?: string, displayName?: string): User;
  issuePat(spec?: PatSpec): Pat;
  issueEntraToken(spec: EntraTokenSpec): EntraToken;
  revoke(pat: Pat): void;
}

export function createWorld(clock: Clock = () => new Date()): World {
  const world: World = {
    clock,
    organizations: [],
    collections: [],
    users: [],
    pats: new Map(),
    entraTokens: new Map(),
    missingOrganization: 'html404',

    organization: (name, switches = {}) => hostIn(world.organizations, 'hosted', name, switches),
    collection: (name, switches = {}) => hostIn(world.collections, 'onPremises', name, switches),
    user: (account = 'jamal@fabrikam.example', displayName = 'Jamal Hartnett') => {
      const known = world.users.find((candidate) => candidate.account === account);
      const found = known ?? { id: randomUUID(), displayName, account, tenantId: DEFAULT_TENANT };
      if (!known) {
        world.users.push(found);
      }
      return found;
    },
    issuePat: (spec = {}) => {
      const pat = newPat(spec, spec.user ?? world.user(), world.clock());
      world.pats.set(pat.secret, pat);
      return pat;
    },
    issueEntraToken: (spec) => {
      const token = newEntraToken(spec, spec.user ?? world.user(), world.clock());
      world.entraTokens.set(token.secret, token);
      return token;
    },
    revoke: (pat) => {
      pat.revokedAt = world.clock();
    },
  };
  return world;
}
