import assert from 'node:assert/strict';
import {
  isOwnAddress,
  organizationNamed,
  parseAddress,
  serverCollection,
  servicesOrganization,
} from '../../tasks/core/organization.js';

describe('an address of Azure DevOps Services', () => {
  const fabrikam = 'https://dev.azure.com/fabrikam';
  const old = 'https://fabrikam.visualstudio.com';
  // token-api 1.1: the URL shapes of the service.
  const addresses: [string, string | undefined][] = [
    ['https://dev.azure.com/fabrikam', fabrikam],
    ['https://dev.azure.com/fabrikam/', fabrikam],
    ['https://DEV.azure.com/fabrikam/Web/_git/Web?x=1', fabrikam],
    ['http://dev.azure.com/fabrikam', fabrikam],
    ['https://vssps.dev.azure.com/fabrikam', fabrikam],
    ['https://vsrm.dev.azure.com/fabrikam/Web', fabrikam],
    ['https://pkgs.dev.azure.com/fabrikam/_packaging/feed/nuget/v3/index.json', fabrikam],
    ['https://fabrikam@dev.azure.com/fabrikam/Web/_git/Web', fabrikam],
    ['https://fabrikam.visualstudio.com', old],
    ['https://fabrikam.visualstudio.com/DefaultCollection', old],
    ['https://fabrikam.pkgs.visualstudio.com/_packaging/feed/npm/registry/', old],
    ['https://dev.azure.com', undefined],
    ['https://dev.azure.com/', undefined],
    ['https://dev.azure.com/a%20b', undefined],
    ['https://dev.azure.com/..%2f..%2fevil', undefined],
    ['https://marketplace.visualstudio.com', undefined],
    ['https://app.vssps.visualstudio.com', undefined],
    ['https://visualstudio.com', undefined],
    ['https://vssps.visualstudio.com', undefined],
    ['https://spsprodeus1.vssps.visualstudio.com/A0123', undefined],
    ['https://fabrikam.evil.visualstudio.com', undefined],
    ['https://dev.azure.com.evil.example/fabrikam', undefined],
    ['https://evil.example/dev.azure.com/fabrikam', undefined],
    ['https://dev-azure.com/fabrikam', undefined],
  ];
  for (const [address, url] of addresses) {
    it(`${address} is of ${url ?? 'no organization'}`, () => {
      assert.equal(servicesOrganization(new URL(address))?.url, url);
    });
  }
});

describe('a name of an organization', () => {
  for (const name of ['fabrikam', 'Fabrikam-Fiber', 'a', '4you']) {
    it(`may be ${name}`, () => assert.equal(organizationNamed(name)?.url, `https://dev.azure.com/${name}`));
  }
  for (const name of ['', '-a', 'a-', 'a/b', 'a.b', '..', 'a b', 'a%2e', 'ä', 'a\n', 'x'.repeat(64)]) {
    it(`may not be ${JSON.stringify(name)}`, () => assert.equal(organizationNamed(name), undefined));
  }
});

describe('an address of an Azure DevOps Server', () => {
  const addresses: [string, string | undefined][] = [
    ['https://tfs.fabrikam.example/DefaultCollection', 'https://tfs.fabrikam.example/DefaultCollection'],
    ['http://tfs:8080/tfs/DefaultCollection/', 'http://tfs:8080/tfs/DefaultCollection'],
    ['http://tfs:8080/tfs/Main/_packaging/feed/nuget/v3/index.json', 'http://tfs:8080/tfs/Main'],
    ['https://tfs.fabrikam.example/', undefined],
    ['https://tfs.fabrikam.example/_apis/projects', undefined],
    ['https://tfs.fabrikam.example/$(System.AccessToken)', undefined],
    ['https://tfs.fabrikam.example/Main%20Collection', 'https://tfs.fabrikam.example/Main%20Collection'],
  ];
  for (const [address, url] of addresses) {
    it(`${address} is of ${url ?? 'no collection'}`, () =>
      assert.equal(serverCollection(new URL(address))?.url, url));
  }
});

describe('a credential', () => {
  const services = servicesOrganization(new URL('https://dev.azure.com/fabrikam'))!;
  const server = serverCollection(new URL('https://tfs.fabrikam.example/Main'))!;
  const cases: [string, typeof services, string, boolean][] = [
    ['goes to its organization', services, 'https://dev.azure.com/fabrikam/_apis/x', true],
    [
      'goes to the identity host of its organization',
      services,
      'https://vssps.dev.azure.com/fabrikam/_apis/x',
      true,
    ],
    ['goes to the old host of its organization', services, 'https://fabrikam.visualstudio.com/_apis/x', true],
    ['goes to its Server', server, 'https://tfs.fabrikam.example/Main/_apis/x', true],
    ['does not go unencrypted to Services', services, 'http://dev.azure.com/fabrikam', false],
    ['does not go to another port of Services', services, 'https://dev.azure.com:8443/fabrikam', false],
    ['does not go to the host of another organization', services, 'https://contoso.visualstudio.com', false],
    ['does not go to a host that looks alike', services, 'https://dev.azure.com.evil.example/', false],
    ['does not go to another port of a Server', server, 'https://tfs.fabrikam.example:8443/Main', false],
    ['does not go unencrypted to an encrypted Server', server, 'http://tfs.fabrikam.example/Main', false],
    ['of a Server does not go to Services', server, 'https://dev.azure.com/Main', false],
  ];
  for (const [name, organization, address, allowed] of cases) {
    it(name, () => assert.equal(isOwnAddress(organization, new URL(address)), allowed));
  }
});

describe('the text of an address', () => {
  for (const text of ['', 'fabrikam', 'ftp://x/y', 'https://', 'javascript:alert(1)', 'file:///etc/passwd']) {
    it(`is refused where it is ${JSON.stringify(text)}`, () => assert.equal(parseAddress(text), undefined));
  }
  it('loses a user name and password', () =>
    assert.equal(
      parseAddress('https://ann:hunter22@dev.azure.com/fabrikam')?.href,
      'https://dev.azure.com/fabrikam',
    ));
});
