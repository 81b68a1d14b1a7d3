import { randomUUID } from 'node:crypto';
import { type Connection } from '../agent/settings.js';
import { type Emulator } from '../emulator/emulator.js';

const DAY = 86_400_000;

/** The service connections that the examples name, with what the emulator has behind each. */
export function demoConnections({ world, serverUrl }: Emulator): Connection[] {
  const now = world.clock().getTime();
  const ann = world.user('ann@fabrikam.example', 'Ann Bee');
  const fabrikam = world.organization('fabrikam');
  const northwind = world.organization('northwind', { expiredPat: 'verbose401' });
  const contoso = world.organization('contoso', { publicProjects: true });
  const server = world.collection('DefaultCollection');

  const good = world.issuePat({ user: ann, in: fabrikam, scope: 'vso.code vso.project' });
  const revoked = world.issuePat({ user: ann, in: fabrikam, revokedAt: new Date(now - DAY) });
  const expired = world.issuePat({
    user: ann,
    in: northwind,
    validFrom: new Date(now - 30 * DAY),
    validTo: new Date(now - DAY),
  });
  const onServer = world.issuePat({ user: ann, in: server, scope: 'vso.project', format: 'legacy' });
  const revokedOnServer = world.issuePat({ user: ann, in: server, revokedAt: new Date(now - DAY) });

  return [
    azureRepos('fabrikam-pat', 'https://dev.azure.com/fabrikam', good.secret),
    azureRepos('fabrikam-revoked', 'https://dev.azure.com/fabrikam', revoked.secret),
    azureRepos('northwind-expired', 'https://northwind.visualstudio.com', expired.secret),
    azureRepos('contoso-foreign', `https://dev.azure.com/${contoso.name}`, good.secret),
    generic('server-pat', `${serverUrl}/DefaultCollection`, onServer.secret),
    azureRepos('server-revoked', `${serverUrl}/DefaultCollection`, revokedOnServer.secret),
    azureRepos('server-down', 'http://127.0.0.1:9/tfs/DefaultCollection', onServer.secret),
  ];
}

function azureRepos(name: string, url: string, apitoken: string): Connection {
  return { id: randomUUID(), name, type: 'externaltfs', url, scheme: 'Token', parameters: { apitoken } };
}

function generic(name: string, url: string, password: string): Connection {
  const parameters = { username: '', password };
  return { id: randomUUID(), name, type: 'generic', url, scheme: 'UsernamePassword', parameters };
}
