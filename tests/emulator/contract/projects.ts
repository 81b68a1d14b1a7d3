import assert from 'node:assert/strict';
import { basic, jsonOf } from '../ask';
import { addProject } from '../world/hosts';
import { type Face } from './face';

const BASE = 'https://dev.azure.com/fabrikam';

export function projectsAndRepositories(face: () => Face): void {
  describe('projects and repositories', () => {
    it('lists projects in pages', async () => {
      const fabrikam = face().world.organization('fabrikam');
      addProject(fabrikam, 'Api');
      const headers = basic(face().world.issuePat({ in: fabrikam, scope: 'vso.project' }).secret);

      const first = await face().ask({ url: `${BASE}/_apis/projects?$top=1`, headers });
      const token = String(first.headers['x-ms-continuationtoken']);
      const second = await face().ask({
        url: `${BASE}/_apis/projects?$top=1&continuationToken=${token}`,
        headers,
      });

      assert.deepEqual([namesIn(first.body), namesIn(second.body)], [['Web'], ['Api']]);
      assert.equal(second.headers['x-ms-continuationtoken'], undefined);
      const skipped = await face().ask({ url: `${BASE}/_apis/projects?$skip=1`, headers });
      assert.deepEqual(namesIn(skipped.body), ['Api']);
    });

    it('gives a project by name and by id', async () => {
      const fabrikam = face().world.organization('fabrikam');
      const project = addProject(fabrikam, 'Main Site');
      const headers = basic(face().world.issuePat({ in: fabrikam }).secret);

      for (const key of ['main%20site', project.id]) {
        const reply = await face().ask({ url: `${BASE}/_apis/projects/${key}`, headers });
        assert.equal((jsonOf(reply) as { id: string }).id, project.id);
      }
    });

    it('answers an unknown project with the name of the owner of the good credential', async () => {
      const pat = face().world.issuePat({ in: face().world.organization('fabrikam') });

      const reply = await face().ask({ url: `${BASE}/_apis/projects/Nope`, headers: basic(pat.secret) });

      assert.equal(reply.status, 404);
      assert.equal(reply.headers['x-vss-userdata'], `${pat.user.id}:${pat.user.account}`);
      assert.equal(typeKeyIn(reply.body), 'ProjectDoesNotExistWithNameException');
    });

    it('does not tell a hidden project from one that is not there', async () => {
      const fabrikam = face().world.organization('fabrikam');
      const project = addProject(fabrikam, 'Secret');
      const pat = face().world.issuePat({ in: fabrikam });
      fabrikam.denials.push({ user: pat.user, permission: 'ViewProject', id: project.id });

      const reply = await face().ask({
        url: `${BASE}/_apis/projects/${project.id}`,
        headers: basic(pat.secret),
      });

      assert.equal(reply.status, 404);
      assert.match(reply.body.toString(), /VS800075: The project with id/);
    });

    it('lists repositories of an organization and of a project', async () => {
      const fabrikam = face().world.organization('fabrikam');
      addProject(fabrikam, 'Api', 'private', ['Api', 'Tools']);
      const headers = basic(face().world.issuePat({ in: fabrikam, scope: 'vso.code_full' }).secret);

      const all = await face().ask({ url: `${BASE}/_apis/git/repositories`, headers });
      const some = await face().ask({ url: `${BASE}/Api/_apis/git/repositories`, headers });

      assert.deepEqual(namesIn(all.body), ['Web', 'Api', 'Tools']);
      assert.deepEqual(namesIn(some.body), ['Api', 'Tools']);
    });

    it('answers 403 and names the owner where a permission is missing', async () => {
      const fabrikam = face().world.organization('fabrikam');
      const repository = fabrikam.projects[0]!.repositories[0]!;
      const pat = face().world.issuePat({ in: fabrikam });
      fabrikam.denials.push({ user: pat.user, permission: 'GenericRead', id: repository.id });

      const reply = await face().ask({
        url: `${BASE}/_apis/git/repositories/${repository.id}`,
        headers: basic(pat.secret),
      });

      assert.equal(reply.status, 403);
      assert.match(reply.body.toString(), /TF401027: You need the Git 'GenericRead' permission/);
      assert.equal(reply.headers['x-vss-userdata'], `${pat.user.id}:${pat.user.account}`);
    });

    for (const [scope, path, status] of [
      ['vso.project', '_apis/projects', 200],
      ['vso.project_manage', '_apis/projects', 200],
      ['vso.code', '_apis/projects', 401],
      ['vso.code', '_apis/git/repositories', 200],
      ['vso.code_manage', '_apis/git/repositories', 200],
      ['vso.project', '_apis/git/repositories', 401],
      ['app_token', '_apis/git/repositories', 200],
      ['vso.work vso.code', '_apis/git/repositories', 200],
      ['vso.agentpools_manage', '_apis/distributedtask/tasks', 200],
      ['vso.profile', '_apis/distributedtask/tasks', 401],
    ] as const) {
      it(`answers ${status} to a PAT with '${scope}' at ${path}`, async () => {
        const pat = face().world.issuePat({ in: face().world.organization('fabrikam'), scope });

        const reply = await face().ask({ url: `${BASE}/${path}`, headers: basic(pat.secret) });

        assert.equal(reply.status, status);
      });
    }

    it('takes at deployment level only a PAT for all organizations', async () => {
      const url = 'https://app.vssps.visualstudio.com/_apis/profile/profiles/me';
      const everywhere = face().world.issuePat();
      const here = face().world.issuePat({ in: face().world.organization('fabrikam') });

      assert.equal((await face().ask({ url, headers: basic(everywhere.secret) })).status, 200);
      assert.equal((await face().ask({ url, headers: basic(here.secret) })).status, 401);
    });
  });
}

function namesIn(body: Buffer): string[] {
  return (JSON.parse(body.toString()) as { value: { name: string }[] }).value.map(({ name }) => name);
}

function typeKeyIn(body: Buffer): string {
  return (JSON.parse(body.toString()) as { typeKey: string }).typeKey;
}
