import { type Resource } from './resource';

/** What a path gives for each variable of a resource's route template; undefined if it does not fit. */
export function matchRoute(resource: Resource, path: string): Partial<Record<string, string>> | undefined {
  const groups = patternOf(resource).exec(path)?.groups;
  return (
    groups &&
    Object.fromEntries(
      Object.entries(groups).map(([name, value]: [string, string | undefined]) => [
        name,
        value && decodeURIComponent(value),
      ]),
    )
  );
}

/** Names are case-insensitive; a variable may be left out, as clients do that have no value for it. */
function patternOf({ routeTemplate, area, resourceName }: Resource): RegExp {
  const segments = routeTemplate
    .replace('{area}', area)
    .replace('{resource}', resourceName)
    .split('/')
    .map((segment) => segment.replace(/^\{\*?(\w+)\}$/, '(?<$1>[^/]+)'));
  const start = segments.findIndex((segment) => segment === '_apis');
  const before = segments.slice(0, start).map((segment) => `(?:${segment}/)?`);
  const after = segments
    .slice(start + 1)
    .map((segment) => (segment.startsWith('(') ? `(?:/${segment})?` : `/${segment}`));
  return new RegExp(`^${before.join('')}_apis${after.join('')}/?$`, 'i');
}
