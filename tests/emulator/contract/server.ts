import assert from 'node:assert/strict';
import { basic, jsonOf, SUPPRESS } from '../ask';
import { connect, type Face } from './face';

export function server(face: () => Face): void {
  describe('Azure DevOps Server', () => {
    it('says that it is on premises, at both forms of the URL', async () => {
      const collection = face().world.collection('DefaultCollection');
      const pat = face().world.issuePat({ in: collection });

      for (const root of [face().serverUrl, face().serverUrl.replace('/tfs', '')]) {
        const reply = await connect(
          face(),
          basic(pat.secret),
          `${root}/DefaultCollection/_apis/connectionData`,
        );

        const data = jsonOf(reply) as Record<string, unknown>;
        assert.equal(data.deploymentType, 'onPremises');
        assert.equal(data.instanceId, collection.id);
        assert.equal(reply.headers['x-vss-resourcetenant'], undefined);
        assert.equal(reply.headers['x-vss-authorizationendpoint'], undefined);
        assert.match(String(reply.headers['x-vss-e2eid']), /^[0-9a-f-]{36}$/);
      }
    });

    for (const [what, headers] of [
      ['no credential', {}],
      ['an unknown PAT', basic('nobody-issued-this')],
      ['an unknown PAT and Suppress', { ...basic('nobody-issued-this'), ...SUPPRESS }],
    ] as const) {
      it(`answers ${what} with every way to sign in that it knows`, async () => {
        face().world.collection('DefaultCollection');

        const reply = await connect(
          face(),
          headers,
          `${face().serverUrl}/DefaultCollection/_apis/connectionData`,
        );

        assert.equal(reply.status, 401);
        assert.match(
          [reply.headers['www-authenticate']].flat().join(', '),
          /^Bearer, Basic realm="http:\/\/127\.0\.0\.1(:\d+)?\/tfs", Negotiate, NTLM$/,
        );
      });
    }

    it('has no resource areas', async () => {
      const pat = face().world.issuePat({ in: face().world.collection('DefaultCollection') });

      const reply = await connect(
        face(),
        basic(pat.secret),
        `${face().serverUrl}/DefaultCollection/_apis/resourceAreas`,
      );

      assert.equal(reply.body.toString(), '{"count":0,"value":null}');
    });

    it('refuses a version that is newer than it', async () => {
      const pat = face().world.issuePat({ in: face().world.collection('DefaultCollection') });
      const url = `${face().serverUrl}/DefaultCollection/_apis/projects?api-version=7.2-preview`;

      const reply = await connect(face(), basic(pat.secret), url);

      assert.equal(reply.status, 400);
      assert.equal((jsonOf(reply) as Record<string, unknown>).typeKey, 'VssVersionOutOfRangeException');
    });
  });
}
