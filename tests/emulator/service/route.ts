import { type Resource } from './resource';

/** What a path gives for each variable of a resource's route template; undefined if it does not fit. */
export function matchRoute(resource: Resource, path: string): Partial<Record<string, string>> | undefined {
  const found = patternOf(resource).exec(path);
  return found ? decoded(found.groups ?? {}) : undefined;
}

/** Names are case-insensitive; a variable may be left out, as clients do that have no value for it. */
function patternOf({ routeTemplate, area, resourceName }: Resource): RegExp {
  const segments = routeTemplate
    .replace('{area}', area)
    .replace('{resource}', resourceName)
    .split('/')
    .map((segment) => segment.replace(/^\{\*?(\w+)\}$/, '(?<$1>[^/]+)'));
  const start = segments.indexOf('_apis');
  const before = segments.slice(0, start).map((segment) => `(?:${segment}/)?`);
  const after = segments
    .slice(start + 1)
    .map((segment) => (segment.startsWith('(') ? `(?:/${segment})?` : `/${segment}`));
  return new RegExp(`^${before.join('')}_apis${after.join('')}/?$`, 'i');
}

function decoded(groups: Partial<Record<string, string>>): Partial<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(groups).map(([name, value]) => [name, value && decodeURIComponent(value)]),
  );
}
