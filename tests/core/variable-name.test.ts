import assert from 'node:assert/strict';
import { variableNameFault } from '../../tasks/core/variable-name.js';

describe('the name of the variable', () => {
  const good = [
    'AZURE_DEVOPS_EXT_PAT',
    'AZP_TOKEN',
    'my.pat',
    '_x',
    'VSCE_PAT',
    'ADO_PAT',
    'BUILD_PAT',
    'release_token',
  ];
  for (const name of good) it(`may be ${name}`, () => assert.equal(variableNameFault(name), undefined));

  const malformed = ['', '1PAT', 'MY-PAT', 'MY PAT', 'a;b', 'a]b', 'a=b', '.pat', 'pät', 'a\nb', '$(x)'];
  for (const name of malformed) {
    it(`may not be ${JSON.stringify(name)}`, () =>
      assert.match(variableNameFault(name) ?? '', /^expected letters/));
  }

  const reserved = [
    'System.AccessToken',
    'SYSTEM_ACCESSTOKEN',
    'Agent.TempDirectory',
    'agent_id',
    'Build.SourceBranch',
    'BUILD_SOURCEBRANCH',
    'Build.anything',
    'Release.ReleaseId',
    'Task.DisplayName',
    'PATH',
    'Path',
    'NODE_OPTIONS',
    'node.options',
    'LD_PRELOAD',
    'HTTPS_PROXY',
    'secretPat',
    'INPUT_X',
    'EndpointToken',
    'VSTS_SECRET_VARIABLES',
  ];
  for (const name of reserved) {
    it(`may not be the reserved ${name}`, () => assert.match(variableNameFault(name) ?? '', /reserved/));
  }
});
