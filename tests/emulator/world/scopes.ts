/**
 * What a scope brings with it, for the APIs the emulator serves; from Microsoft's table of scopes (token-api.md
 * 12). A scope that is not listed stands alone.
 */
const INHERITS: Record<string, string> = {
  'vso.build': 'vso.hooks_write',
  'vso.build_execute': 'vso.build',
  'vso.code': 'vso.hooks_write',
  'vso.code_write': 'vso.code',
  'vso.code_manage': 'vso.code_write',
  'vso.code_full': 'vso.code_manage',
  'vso.agentpools_manage': 'vso.agentpools',
  'vso.environment_manage': 'vso.agentpools_manage',
  'vso.machinegroup_manage': 'vso.agentpools_manage',
  'vso.gallery_publish': 'vso.gallery',
  'vso.gallery_manage': 'vso.gallery_publish',
  'vso.hooks': 'vso.profile',
  'vso.hooks_write': 'vso.hooks',
  'vso.packaging': 'vso.profile',
  'vso.packaging_write': 'vso.packaging',
  'vso.packaging_manage': 'vso.packaging_write',
  'vso.profile_write': 'vso.profile',
  'vso.project_write': 'vso.project',
  'vso.project_manage': 'vso.project_write',
  'vso.serviceendpoint': 'vso.profile',
  'vso.serviceendpoint_query': 'vso.serviceendpoint',
  'vso.serviceendpoint_manage': 'vso.serviceendpoint_query',
  'vso.work': 'vso.hooks_write',
  'vso.work_write': 'vso.work',
  'vso.work_full': 'vso.work_write',
};

/** Scopes that open everything; the first is what a PAT with full access carries. */
const FULL_ACCESS = ['app_token', 'user_impersonation'];

/** Whether a space-separated scope string gives at least one of the scopes that a resource takes. */
export function allows(scope: string, anyOf: readonly string[]): boolean {
  return scope
    .split(' ')
    .some((held) => FULL_ACCESS.includes(held) || anyOf.some((asked) => implies(held, asked)));
}

function implies(held: string | undefined, asked: string): boolean {
  return held !== undefined && (held === asked || implies(INHERITS[held], asked));
}
