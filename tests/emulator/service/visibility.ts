import { type Denial, type Host, type Project, type User } from '../world/model';
import { type Caller } from './authenticate';

export function visibleProjects(host: Host | undefined, caller: Caller | undefined): Project[] {
  return (host?.projects ?? []).filter((project) =>
    caller ? !isDenied(host, caller.user, 'ViewProject', project.id) : project.visibility === 'public',
  );
}

export function isDenied(
  host: Host | undefined,
  user: User,
  permission: Denial['permission'],
  id: string,
): boolean {
  return (
    host?.denials.some(
      (denial) => denial.user === user && denial.permission === permission && denial.id === id,
    ) ?? false
  );
}
