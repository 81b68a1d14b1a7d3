import assert from 'node:assert/strict';
import { basic, jsonOf } from '../ask';
import { ANONYMOUS, connect, userId, type Face } from './face';

export function anonymousCallers(face: () => Face): void {
  describe('connectionData of an organization with a public project', () => {
    for (const [what, headers] of [
      ['no credential', {}],
      ['an unknown PAT', basic('nobody-issued-this')],
    ] as const) {
      it(`answers ${what} as the anonymous user`, async () => {
        face().world.organization('fabrikam', { publicProjects: true });

        const reply = await connect(face(), headers);

        assert.equal(reply.status, 200);
        const { authenticatedUser } = jsonOf(reply) as { authenticatedUser: Record<string, unknown> };
        assert.equal(authenticatedUser.id, ANONYMOUS);
        assert.equal(authenticatedUser.descriptor, `System:PublicAccess;${ANONYMOUS}`);
        assert.equal(authenticatedUser.providerDisplayName, 'Anonymous');
      });
    }

    it('answers a revoked PAT as the anonymous user, and a good one as its owner', async () => {
      const fabrikam = face().world.organization('fabrikam', { publicProjects: true });
      const pat = face().world.issuePat({ in: fabrikam });

      assert.equal(userId(await connect(face(), basic(pat.secret))), pat.user.id);
      face().world.revoke(pat);
      assert.equal(userId(await connect(face(), basic(pat.secret))), ANONYMOUS);
    });

    it('wants a credential for what is not public', async () => {
      face().world.organization('fabrikam', { publicProjects: true });

      const reply = await face().ask({ url: 'https://dev.azure.com/fabrikam/_apis/distributedtask/tasks' });

      assert.equal(reply.status, 401);
      assert.match((jsonOf(reply) as { message: string }).message, /^TF400813: Resource not available/);
    });
  });
}
