import { allows } from '../world/scopes';
import { type Host } from '../world/model';
import { type World } from '../world/world';
import { authenticate, type Caller } from '../service/authenticate';
import { credentialOf } from '../service/credential';
import { withServiceHeaders } from '../service/headers';
import { text, type HttpRequest, type HttpResponse } from '../service/message';
import { challengeOf, emptyRefusal, serverChallenge, serverRefusal } from '../service/refusal';
import { needsPermission, repositoryNotFound } from '../service/resources/repositories';
import { isDenied } from '../service/visibility';
import { type GitRequest } from './place';

/** What git is told if it may not do what it asks; undefined if it may. */
export function gitRefusal(world: World, git: GitRequest, request: HttpRequest): HttpResponse | undefined {
  const who = authenticate(world, git.host, credentialOf(request.headers.authorization));
  const caller = who.kind === 'caller' ? who : undefined;
  const refused = caller
    ? refusedCaller(git, caller, request.url)
    : refusedStranger(git, who.kind === 'anonymous', request.url);
  return refused && withServiceHeaders(refused, request, git.host, caller);
}

function refusedCaller(
  { host, repository, repositoryName, push }: GitRequest,
  { user, scope }: Caller,
  url: URL,
): HttpResponse | undefined {
  if (!allows(scope, [push ? 'vso.code_write' : 'vso.code'])) {
    return host.deployment === 'onPremises' ? serverRefusal(url) : emptyRefusal();
  }
  if (!repository || isDenied(host, user, 'GenericRead', repository.id)) {
    return plain(404, repositoryNotFound(repositoryName));
  }
  return push && isDenied(host, user, 'GenericContribute', repository.id)
    ? plain(403, needsPermission('GenericContribute', user.displayName))
    : undefined;
}

/** git reads what is public without a credential, and is never sent to a sign-in page. */
function refusedStranger(
  { host, project, repository, push }: GitRequest,
  isAnonymous: boolean,
  url: URL,
): HttpResponse | undefined {
  if (isAnonymous && repository && project?.visibility === 'public' && !push) {
    return undefined;
  }
  return plain(401, "TF400813: The user '' is not authorized to access this resource.", {
    'WWW-Authenticate': offered(host, url),
  });
}

function offered(host: Host, url: URL): string[] {
  if (host.deployment === 'hosted') {
    return challengeOf(host);
  }
  const all = serverChallenge(url);
  return host.switches.serverGitChallenge === 'windows'
    ? all
    : all.filter((each) => /^(Bearer|Basic)/.test(each));
}

function plain(status: number, message: string, headers: HttpResponse['headers'] = {}): HttpResponse {
  return text(status, 'text/plain; charset=utf-8', `${message}\n`, headers);
}
