import assert from 'node:assert/strict';
import { basic, jsonOf } from '../ask';
import { CONNECTION_DATA, TENANT, connect, locationData, type Face } from './face';

export function goodCredentials(face: () => Face): void {
  describe('connectionData with a good credential', () => {
    it('says who it is, and for which organization', async () => {
      const fabrikam = face().world.organization('fabrikam');
      const pat = face().world.issuePat({ in: fabrikam, scope: 'vso.gallery_publish' });

      const reply = await connect(face(), basic(pat.secret));

      assert.equal(reply.status, 200);
      assert.match(String(reply.headers['content-type']), /^application\/json/);
      const data = jsonOf(reply) as Record<string, unknown> & { authenticatedUser: Record<string, unknown> };
      assert.equal(data.instanceId, fabrikam.id);
      assert.equal(data.deploymentType, 'hosted');
      assert.equal(data.authenticatedUser.id, pat.user.id);
      assert.equal(data.authenticatedUser.providerDisplayName, 'Jamal Hartnett');
      assert.equal(
        data.authenticatedUser.descriptor,
        `Microsoft.IdentityModel.Claims.ClaimsIdentity;${TENANT}\\jamal@fabrikam.example`,
      );
      assert.deepEqual(data.authorizedUser, data.authenticatedUser);
    });

    for (const url of [
      CONNECTION_DATA,
      'https://dev.azure.com/Fabrikam/_apis/ConnectionData/',
      'https://fabrikam.visualstudio.com/_apis/connectionData',
      'https://fabrikam.visualstudio.com/DefaultCollection/_apis/connectionData',
      'https://vssps.dev.azure.com/fabrikam/_apis/connectionData',
      'https://fabrikam.vssps.visualstudio.com/_apis/connectionData',
    ]) {
      it(`is served at ${url}`, async () => {
        const pat = face().world.issuePat({ in: face().world.organization('fabrikam') });

        assert.equal((await connect(face(), basic(pat.secret), url)).status, 200);
      });
    }

    it('takes any user name, and both formats of a PAT', async () => {
      const fabrikam = face().world.organization('fabrikam');
      const legacy = face().world.issuePat({ in: fabrikam, format: 'legacy' });

      assert.equal((await connect(face(), basic(legacy.secret, 'anybody'))).status, 200);
    });

    it('takes an Entra token as bearer and as password', async () => {
      const token = face().world.issueEntraToken({ memberOf: face().world.organization('fabrikam') });

      assert.equal((await connect(face(), { Authorization: `Bearer ${token.secret}` })).status, 200);
      assert.equal((await connect(face(), basic(token.secret))).status, 200);
    });

    it('names the owner in a header only when asked to', async () => {
      const pat = face().world.issuePat({ in: face().world.organization('fabrikam') });

      const asked = await connect(face(), { ...basic(pat.secret), 'X-VSS-UserData': '' });
      const unasked = await connect(face(), basic(pat.secret));

      assert.equal(asked.headers['x-vss-userdata'], `${pat.user.id}:jamal@fabrikam.example`);
      assert.equal(unasked.headers['x-vss-userdata'], undefined);
    });

    it('lists services for connectOptions=1, and nothing to a client that has seen them', async () => {
      const pat = face().world.issuePat({ in: face().world.organization('fabrikam') });
      const url = `${CONNECTION_DATA}?connectOptions=1&lastChangeId64=`;

      const first = locationData(await connect(face(), basic(pat.secret), `${url}-1`));
      const second = locationData(
        await connect(face(), basic(pat.secret), url + String(first.lastChangeId64)),
      );
      const plain = locationData(await connect(face(), basic(pat.secret)));

      assert.equal(first.clientCacheFresh, false);
      assert.ok(Array.isArray(first.accessMappings) && Array.isArray(first.serviceDefinitions));
      assert.equal(second.clientCacheFresh, true);
      assert.equal(second.serviceDefinitions, undefined);
      assert.equal(plain.serviceDefinitions, undefined);
    });

    it('is known by the headers of the hosted service', async () => {
      const pat = face().world.issuePat({ in: face().world.organization('fabrikam') });

      const { headers } = await connect(face(), { ...basic(pat.secret), 'X-TFS-Session': 'a-session' });

      assert.match(String(headers.activityid), /^[0-9a-f-]{36}$/);
      assert.equal(headers['x-vss-e2eid'], headers.activityid);
      assert.equal(headers['x-tfs-session'], 'a-session');
      assert.equal(headers['x-vss-resourcetenant'], TENANT);
      assert.equal(headers['x-vss-authorizationendpoint'], 'https://vssps.dev.azure.com/fabrikam/');
      assert.match(String(headers['set-cookie']), /^VstsSession=/);
    });
  });
}
