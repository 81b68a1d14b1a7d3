import assert from 'node:assert/strict';
import { basic, inMemory, jsonOf, SUPPRESS, type Reply } from './ask';
import { createWorld, type World } from './world/world';

const URL = 'https://dev.azure.com/fabrikam/_apis/connectionData';

describe('the switches of the emulator', () => {
  let world: World;
  beforeEach(() => (world = createWorld(() => new Date('2026-01-05T09:00:00Z'))));

  const ask = (headers: Record<string, string> = {}, url = URL, method = 'GET'): Promise<Reply> =>
    inMemory(world)({ url, headers, method });

  for (const [position, status] of [
    ['redirect', 302],
    ['signInPage', 203],
  ] as const) {
    it(`absentCredential '${position}': ${status} without a credential`, async () => {
      world.organization('fabrikam', { absentCredential: position });

      assert.equal((await ask()).status, status);
    });

    it(`unknownPat '${position}': ${status} to an unknown PAT`, async () => {
      world.organization('fabrikam', { unknownPat: position });

      assert.equal((await ask(basic('nobody-issued-this'))).status, status);
    });
  }

  for (const [position, status] of [
    ['empty401', 401],
    ['signInPage', 203],
  ] as const) {
    it(`unknownPatSuppressed '${position}': ${status} to an unknown PAT with Suppress`, async () => {
      world.organization('fabrikam', { unknownPatSuppressed: position });

      assert.equal((await ask({ ...basic('nobody-issued-this'), ...SUPPRESS })).status, status);
    });
  }

  it("expiredPat 'verbose401': says that the PAT has expired, in the body and in a header", async () => {
    const fabrikam = world.organization('fabrikam', { expiredPat: 'verbose401' });
    const pat = world.issuePat({ in: fabrikam, validTo: new Date('2026-01-05T08:59:59Z') });

    const reply = await ask(basic(pat.secret));

    const sentence = 'Access Denied: The Personal Access Token used has expired.';
    assert.equal(reply.status, 401);
    assert.equal(reply.headers['x-tfs-serviceerror'], encodeURIComponent(sentence));
    assert.deepEqual(jsonOf(reply), {
      $id: '1',
      customProperties: {
        Descriptor: null,
        IdentityDisplayName: null,
        Token: null,
        RequestedPermissions: 0,
        NamespaceId: '00000000-0000-0000-0000-000000000000',
      },
      innerException: null,
      message: sentence,
      typeName:
        'Microsoft.VisualStudio.Services.Security.AccessCheckException, Microsoft.VisualStudio.Services.WebApi',
      typeKey: 'AccessCheckException',
      errorCode: 0,
      eventId: 3000,
    });
  });

  it("expiredPat 'empty401': says nothing", async () => {
    const fabrikam = world.organization('fabrikam', { expiredPat: 'empty401' });
    const pat = world.issuePat({ in: fabrikam, validTo: new Date('2026-01-05T08:59:59Z') });

    assert.equal((await ask(basic(pat.secret))).body.length, 0);
  });

  it("wrongTenant 'throttled429': counts the call against the caller", async () => {
    const fabrikam = world.organization('fabrikam', { wrongTenant: 'throttled429' });
    const token = world.issueEntraToken({ memberOf: fabrikam, tenantId: 'another-tenant' });

    const reply = await ask({ Authorization: `Bearer ${token.secret}` });

    assert.equal(reply.status, 429);
    assert.equal(reply.headers['x-ratelimit-remaining'], '0');
    assert.equal(reply.headers['retry-after'], '619');
  });

  it("wrongTenant 'refused401': refuses the token", async () => {
    const fabrikam = world.organization('fabrikam', { wrongTenant: 'refused401' });
    const token = world.issueEntraToken({ memberOf: fabrikam, tenantId: 'another-tenant' });

    assert.equal((await ask({ Authorization: `Bearer ${token.secret}` })).status, 401);
  });

  for (const [position, status] of [
    ['any', 200],
    ['vso.profile', 401],
  ] as const) {
    it(`connectionDataScope '${position}': ${status} to a PAT for the Marketplace alone`, async () => {
      const fabrikam = world.organization('fabrikam', { connectionDataScope: position });
      const pat = world.issuePat({ in: fabrikam, scope: 'vso.gallery_publish' });

      assert.equal((await ask(basic(pat.secret))).status, status);
    });
  }

  for (const [position, status] of [
    ['refused400', 400],
    ['accepted', 200],
  ] as const) {
    it(`plainConnectionDataVersion '${position}': ${status} to api-version=7.1`, async () => {
      const fabrikam = world.organization('fabrikam', { plainConnectionDataVersion: position });
      const pat = world.issuePat({ in: fabrikam });

      assert.equal((await ask(basic(pat.secret), `${URL}?api-version=7.1`)).status, status);
    });
  }

  for (const [position, status] of [
    ['authenticated', 302],
    ['anonymous', 200],
  ] as const) {
    it(`resourceLocations '${position}': ${status} without a credential`, async () => {
      world.organization('fabrikam', { resourceLocations: position });

      assert.equal((await ask({}, 'https://dev.azure.com/fabrikam/_apis', 'OPTIONS')).status, status);
    });
  }

  for (const [position, contentType] of [
    ['html404', /^text\/html/],
    ['json404', /^application\/json/],
  ] as const) {
    it(`missingOrganization '${position}': 404 of that kind`, async () => {
      world.missingOrganization = position;

      const reply = await ask({}, 'https://dev.azure.com/nobody/_apis/connectionData');

      assert.equal(reply.status, 404);
      assert.match(String(reply.headers['content-type']), contentType);
    });
  }

  for (const [seconds, status] of [
    [0, 401],
    [60, 200],
  ] as const) {
    it(`revocationLagSeconds ${seconds}: ${status} to a PAT revoked just now`, async () => {
      const fabrikam = world.organization('fabrikam', { revocationLagSeconds: seconds });
      const pat = world.issuePat({ in: fabrikam });
      world.revoke(pat);

      assert.equal((await ask(basic(pat.secret))).status, status);
    });
  }

  it('authorizationEndpoint: sends clients to another host, as a hostile organization would', async () => {
    world.organization('fabrikam', { authorizationEndpoint: 'https://vssps.dev.azure.com.evil.example/' });

    const { headers } = await ask();

    assert.equal(headers['x-vss-authorizationendpoint'], 'https://vssps.dev.azure.com.evil.example/');
  });
});
