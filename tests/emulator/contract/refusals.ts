import assert from 'node:assert/strict';
import { basic, jsonOf, SUPPRESS } from '../ask';
import {
  ANONYMOUS,
  BASIC,
  CONNECTION_DATA,
  TENANT,
  assertBare401,
  assertSignInPage,
  connect,
  withoutIds,
  type Face,
} from './face';

export function refusals(face: () => Face): void {
  describe('connectionData of a private organization', () => {
    it('redirects a caller without credential to the sign-in page, which ends in a 203', async () => {
      face().world.organization('fabrikam');

      const reply = await connect(face());

      assert.equal(reply.status, 302);
      assert.match(reply.body.toString(), /Object moved/);
      const location = new URL(String(reply.headers.location));
      assert.match(location.host, /^spsprod\w+\.vssps\.visualstudio\.com$/);
      assert.equal(location.pathname, '/_signin');
      assert.equal(location.searchParams.get('realm'), 'dev.azure.com');
      assert.equal(location.searchParams.get('reply_to'), CONNECTION_DATA);
      assertSignInPage(await connect(face(), {}, location.href));
    });

    it('tells a caller without credential, with Suppress, how to sign in', async () => {
      face().world.organization('fabrikam');

      const reply = await connect(face(), SUPPRESS);

      assert.equal(reply.status, 401);
      assert.deepEqual(String(reply.headers['www-authenticate']).split(/, ?/), [
        `Bearer authorization_uri=https://login.microsoftonline.com/${TENANT}`,
        BASIC,
        'TFS-Federated',
      ]);
    });

    it('shows the sign-in page for an unknown PAT', async () => {
      face().world.organization('fabrikam');

      assertSignInPage(await connect(face(), basic('nobody-issued-this')));
    });

    it('refuses an unknown PAT with a bare 401 when Suppress is sent', async () => {
      face().world.organization('fabrikam');

      assertBare401(await connect(face(), { ...basic('nobody-issued-this'), ...SUPPRESS }));
    });

    it('treats the raw PAT in place of base64 as malformed', async () => {
      const pat = face().world.issuePat({ in: face().world.organization('fabrikam') });

      const reply = await connect(face(), { Authorization: `Basic ${pat.secret}`, ...SUPPRESS });

      assertBare401(reply);
    });

    it('refuses base64 with a stray equals sign', async () => {
      const pat = face().world.issuePat({ in: face().world.organization('fabrikam') });
      const { Authorization } = basic(pat.secret);

      assertBare401(await connect(face(), { Authorization: `${Authorization ?? ''}=` }));
    });

    it('answers expired, revoked and lacking a scope byte for byte the same', async () => {
      const fabrikam = face().world.organization('fabrikam');
      const now = face().world.clock().getTime();
      const expired = face().world.issuePat({ in: fabrikam, validTo: new Date(now - 1) });
      const revoked = face().world.issuePat({ in: fabrikam, revokedAt: new Date(now - 1) });
      const narrow = face().world.issuePat({ in: fabrikam, scope: 'vso.work' });

      for (const headers of [{}, SUPPRESS]) {
        const replies = [
          await connect(face(), { ...basic(expired.secret), ...headers }),
          await connect(face(), { ...basic(revoked.secret), ...headers }),
          await face().ask({
            url: 'https://dev.azure.com/fabrikam/_apis/projects',
            headers: { ...basic(narrow.secret), ...headers },
          }),
        ];

        replies.forEach(assertBare401);
        assert.deepEqual(replies.map(withoutIds), Array(3).fill(withoutIds(replies[0]!)));
      }
    });

    it('reads a PAT of another organization like an unknown one', async () => {
      face().world.organization('fabrikam');
      const pat = face().world.issuePat({ in: face().world.organization('contoso') });

      assertSignInPage(await connect(face(), basic(pat.secret)));
      assertBare401(await connect(face(), { ...basic(pat.secret), ...SUPPRESS }));
    });

    it('refuses a bearer that is no member, behind a byte-order mark', async () => {
      face().world.organization('fabrikam');
      const stranger = face().world.issueEntraToken({ memberOf: [] });

      const reply = await connect(face(), { Authorization: `Bearer ${stranger.secret}`, ...SUPPRESS });

      assert.equal(reply.status, 401);
      assert.equal(reply.headers['www-authenticate'], 'Bearer');
      assert.match(String(reply.headers['x-tfs-serviceerror']), /^TF400813%3A%20/);
      assert.deepEqual([...reply.body.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
      const error = JSON.parse(reply.body.subarray(3).toString()) as Record<string, unknown>;
      assert.equal(error.typeKey, 'InvalidIdentityException');
      assert.equal((await connect(face(), { Authorization: `Bearer ${stranger.secret}` })).status, 302);
    });

    it('lets conditional access stop a good credential', async () => {
      const fabrikam = face().world.organization('fabrikam', { conditionalAccess: true });
      const pat = face().world.issuePat({ in: fabrikam });

      const reply = await connect(face(), basic(pat.secret));

      assert.equal(reply.status, 401);
      const error = jsonOf(reply) as Record<string, unknown>;
      assert.equal(error.typeKey, 'UnauthorizedRequestException');
      assert.equal(
        error.message,
        `TF400813: The user '${ANONYMOUS}' is not authorized to access this resource.`,
      );
    });
  });
}
