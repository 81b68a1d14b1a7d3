import assert from 'node:assert/strict';
import { type AgentEnvironment } from '../../tasks/core/agent-environment.js';
import { TaskError } from '../../tasks/core/errors.js';
import { parseRequest, timeoutSeconds, type ValidateRequest } from '../../tasks/core/request.js';
import { namedConnections } from '../../tasks/core/service-connection.js';
import { CONNECTION_ID, PAT, endpoint, environmentWith } from '../fakes.js';

const OTHER_ID = '7c9e6679-7425-40de-944b-e07fc1f90ae7';

function parse(environment: AgentEnvironment): ValidateRequest {
  return parseRequest(environment, namedConnections(environment));
}

function faultsOf(environment: AgentEnvironment): readonly string[] {
  try {
    parse(environment);
  } catch (error) {
    if (error instanceof TaskError && error.reason === 'inputInvalid') return error.facts.faults ?? [];
    throw error;
  }
  return [];
}

/** A step that names one connection by one input. */
function stepWith(
  input: string,
  url: string,
  parameters: object,
  more: AgentEnvironment = {},
): AgentEnvironment {
  return {
    [`INPUT_${input.toUpperCase()}`]: CONNECTION_ID,
    ...endpoint(CONNECTION_ID, url, parameters),
    SYSTEM_COLLECTIONURI: 'https://dev.azure.com/contoso/',
    ...more,
  };
}

describe('a request', () => {
  it('is complete with a connection alone', () => {
    const { action, connection, organization, export: exported } = parse(environmentWith());
    assert.equal(action, 'validate');
    assert.equal(connection.credential.secret.reveal(), PAT);
    assert.equal(organization.url, 'https://dev.azure.com/fabrikam');
    assert.deepEqual(exported, { as: 'secret', variable: 'AZURE_DEVOPS_EXT_PAT' });
    assert.equal(timeoutSeconds(environmentWith()), 60);
  });

  it('takes pick lists in any case and with blanks around', () => {
    const { export: exported } = parse(
      environmentWith({ INPUT_ACTION: ' Validate ', INPUT_EXPORTAS: 'NONE' }),
    );
    assert.deepEqual(exported, { as: 'none' });
  });

  // token-api 8.7: where each type keeps its secret.
  const feed = 'https://pkgs.dev.azure.com/fabrikam/_packaging/feed';
  const types: [string, string, object, string][] = [
    ['azureReposConnection', 'https://dev.azure.com/fabrikam', { apitoken: PAT }, 'fabrikam'],
    [
      'azureReposConnection',
      'https://dev.azure.com/fabrikam',
      { username: 'ann', password: PAT },
      'fabrikam',
    ],
    ['azureReposConnection', 'http://tfs:8080/tfs/Main', { apitoken: PAT }, 'Main'],
    ['genericConnection', 'https://dev.azure.com/fabrikam', { username: '', password: PAT }, 'fabrikam'],
    ['genericConnection', 'https://unused.example', { username: 'x', password: PAT }, 'contoso'],
    ['azureDevOpsApiConnection', 'https://dev.azure.com/fabrikam', { apitoken: PAT }, 'fabrikam'],
    ['marketplaceConnection', 'https://marketplace.visualstudio.com', { apitoken: PAT }, 'contoso'],
    ['npmConnection', `${feed}/npm/registry/`, { username: 'x', password: PAT }, 'fabrikam'],
    ['nuGetConnection', `${feed}/nuget/v3/index.json`, { apitoken: PAT }, 'fabrikam'],
    ['pythonDownloadConnection', `${feed}/pypi/simple/`, { apitoken: PAT }, 'fabrikam'],
    ['pythonUploadConnection', `${feed}/pypi/upload/`, { username: 'x', password: PAT }, 'fabrikam'],
    ['mavenConnection', `${feed}/maven/v1`, { username: 'x', password: PAT }, 'fabrikam'],
  ];
  for (const [input, url, parameters, name] of types) {
    it(`finds PAT and organization of ${input} with ${Object.keys(parameters).join(' and ')} at ${url}`, () => {
      const { connection, organization } = parse(stepWith(input, url, parameters));
      assert.equal(connection.credential.secret.reveal(), PAT);
      assert.equal(organization.name, name);
    });
  }

  it('says so where the connection names no organization and the own one is asked', () => {
    const { notices } = parse(stepWith('genericConnection', 'https://unused.example', { password: PAT }));
    assert.match(notices.join(), /https:\/\/dev\.azure\.com\/contoso/);
  });

  it('takes the organization that is given over the one of the connection', () => {
    const named = parse(environmentWith({ INPUT_ORGANIZATION: 'contoso' }));
    assert.equal(named.organization.url, 'https://dev.azure.com/contoso');
    const addressed = parse(environmentWith({ INPUT_ORGANIZATION: 'https://contoso.visualstudio.com/' }));
    assert.equal(addressed.organization.url, 'https://contoso.visualstudio.com');
  });

  it("takes a Server on the pipeline's own host, or the connection's", () => {
    const own = { SYSTEM_COLLECTIONURI: 'https://tfs.fabrikam.example/Main/' };
    const onPipeline = { ...own, INPUT_ORGANIZATION: 'https://tfs.fabrikam.example/Other' };
    assert.equal(parse(environmentWith(onPipeline)).organization.url, 'https://tfs.fabrikam.example/Other');
    const other = stepWith('azureReposConnection', 'https://tfs2.example/Main', { apitoken: PAT }, own);
    assert.equal(parse(other).organization.url, 'https://tfs2.example/Main');
  });

  it('uses the connection that connectionType names where several inputs are set', () => {
    const both = environmentWith({
      INPUT_GENERICCONNECTION: OTHER_ID,
      ...endpoint(OTHER_ID, 'https://dev.azure.com/contoso', { password: 'the-other-secret' }),
      INPUT_CONNECTIONTYPE: 'generic',
    });
    assert.equal(parse(both).connection.credential.secret.reveal(), 'the-other-secret');
  });

  it('warns of an unencrypted Server, unless it is on this machine', () => {
    const far = stepWith('azureReposConnection', 'http://tfs:8080/tfs/Main', { apitoken: PAT });
    assert.match(parse(far).warnings.join(), /not encrypted/);
    const near = stepWith('azureReposConnection', 'http://127.0.0.1:8080/tfs/Main', { apitoken: PAT });
    assert.deepEqual(parse(near).warnings, []);
  });
});

describe('a request is refused', () => {
  const fabrikam = 'https://dev.azure.com/fabrikam';
  const cases: [string, AgentEnvironment, RegExp][] = [
    [
      'an unknown action',
      environmentWith({ INPUT_ACTION: 'destroy' }),
      /'action' is 'destroy'; expected 'validate'/,
    ],
    ['no connection', { INPUT_ACTION: 'validate' }, /No service connection is named/],
    [
      'a connection type without its connection',
      environmentWith({ INPUT_CONNECTIONTYPE: 'npm' }),
      /'npm', but input 'npmConnection' is empty/,
    ],
    [
      'an unknown connection type',
      environmentWith({ INPUT_CONNECTIONTYPE: 'svn' }),
      /'connectionType' is 'svn'/,
    ],
    [
      'several connections',
      environmentWith({ INPUT_NPMCONNECTION: OTHER_ID }),
      /'azureReposConnection', 'npmConnection' are set together/,
    ],
    [
      'several connections in one input',
      environmentWith({ INPUT_AZUREREPOSCONNECTION: `${CONNECTION_ID},${OTHER_ID}` }),
      /names several service connections/,
    ],
    [
      'a connection that the agent did not hand over',
      environmentWith({ INPUT_AZUREREPOSCONNECTION: OTHER_ID }),
      /no service connection for it/,
    ],
    [
      'a scheme without a secret',
      stepWith('azureReposConnection', fabrikam, { token: PAT }),
      /scheme 'Token'/,
    ],
    ['an empty secret', stepWith('azureReposConnection', fabrikam, { apitoken: '  ' }), /holds no secret/],
    [
      'a secret too short to mask',
      stepWith('genericConnection', fabrikam, { password: 'abc' }),
      /fewer than 8/,
    ],
    ['a NuGet API key', stepWith('nuGetConnection', fabrikam, { nugetkey: PAT }), /NuGet API key/],
    [
      "another registry's connection",
      stepWith('npmConnection', 'https://registry.example', { apitoken: PAT }),
      /'registry.example', which is not Azure DevOps/,
    ],
    ['a malformed organization', environmentWith({ INPUT_ORGANIZATION: 'a/b' }), /'organization' is 'a\/b'/],
    [
      'a Server on a host of neither',
      environmentWith({ INPUT_ORGANIZATION: 'https://evil.example/Main' }),
      /'evil.example', which is neither/,
    ],
    [
      'no organization anywhere',
      stepWith('genericConnection', 'x', { password: PAT }, { SYSTEM_COLLECTIONURI: '' }),
      /set input 'organization'/,
    ],
    [
      'a malformed variable name',
      environmentWith({ INPUT_VARIABLENAME: 'MY-PAT' }),
      /'variableName' is 'MY-PAT'/,
    ],
    ['a reserved variable name', environmentWith({ INPUT_VARIABLENAME: 'System.AccessToken' }), /reserved/],
    ['an unknown export', environmentWith({ INPUT_EXPORTAS: 'file' }), /'exportAs' is 'file'/],
    [
      'a proxy of another kind',
      environmentWith({ AGENT_PROXYURL: 'socks5://proxy:1080' }),
      /not an http or https/,
    ],
    ['a time-out of words', environmentWith({ INPUT_TIMEOUTSECONDS: 'soon' }), /'timeoutSeconds' is 'soon'/],
    ['a time-out of nothing', environmentWith({ INPUT_TIMEOUTSECONDS: '0' }), /from 1 to 3600/],
    ['a time-out of days', environmentWith({ INPUT_TIMEOUTSECONDS: '86400' }), /from 1 to 3600/],
    [
      'a macro that was not expanded',
      environmentWith({ INPUT_ORGANIZATION: `$(${PAT})` }),
      /unexpanded macro/,
    ],
    [
      'a secret with a line break that is to be exported',
      stepWith('genericConnection', fabrikam, { password: `${PAT}\n` }),
      /line break/,
    ],
    [
      'a connection that cannot be read',
      environmentWith({ [`ENDPOINT_AUTH_${CONNECTION_ID}`]: `{"parameters":{"apitoken":"${PAT}` }),
      /cannot be read/,
    ],
  ];
  for (const [name, environment, words] of cases) {
    it(`for ${name}`, () => {
      const faults = faultsOf(environment);
      assert.equal(faults.length, 1, faults.join('\n'));
      assert.match(faults.join(), words);
      assert.ok(!faults.join().includes(PAT), 'names the secret');
    });
  }

  it('with all its faults at once', () => {
    const environment = environmentWith({
      INPUT_ACTION: 'x',
      INPUT_ORGANIZATION: 'a b',
      INPUT_VARIABLENAME: '1',
      INPUT_TIMEOUTSECONDS: '-1',
    });
    assert.equal(faultsOf(environment).length, 4);
  });

  it('with the fault of the organization, even where no connection is clear', () => {
    const environment = environmentWith({
      INPUT_NPMCONNECTION: OTHER_ID,
      INPUT_ORGANIZATION: 'a b',
    });
    assert.equal(faultsOf(environment).length, 2);
  });

  it('without repeating a PAT that was put where the connection belongs', () => {
    const faults = faultsOf(environmentWith({ INPUT_AZUREREPOSCONNECTION: PAT }));
    assert.equal(faults.length, 1);
    assert.ok(!faults.join().includes(PAT));
  });
});
