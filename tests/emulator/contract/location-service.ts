import assert from 'node:assert/strict';
import { basic, jsonOf } from '../ask';
import { type Face } from './face';

const BASE = 'https://dev.azure.com/fabrikam';

export function locationService(face: () => Face): void {
  describe('the location service', () => {
    it('lists the resources that it serves, with ids, routes and versions', async () => {
      const pat = face().world.issuePat({ in: face().world.organization('fabrikam') });

      const all = await resources(`${BASE}/_apis`, pat.secret);
      const core = await resources(`${BASE}/_apis/core`, pat.secret);

      assert.deepEqual(core, [
        {
          id: '603fe2ac-9723-48b9-88ad-09305aa6c6e1',
          area: 'core',
          resourceName: 'projects',
          routeTemplate: '_apis/{resource}/{*projectId}',
          resourceVersion: 4,
          minVersion: '1.0',
          maxVersion: '7.2',
          releasedVersion: '7.1',
        },
      ]);
      assert.deepEqual(
        all.map(({ area, resourceName }) => `${String(area)}/${String(resourceName)}`).sort(),
        [
          'Location/ConnectionData',
          'Location/ResourceAreas',
          'Location/ServiceDefinitions',
          'core/projects',
          'distributedtask/tasks',
          'git/repositories',
        ],
      );
    });

    it('says where an area is, by its id and in the list', async () => {
      const pat = face().world.issuePat({ in: face().world.organization('fabrikam') });
      const core = {
        id: '79134c72-4a58-4b42-976c-04e7115f32bf',
        name: 'core',
        locationUrl: 'https://dev.azure.com/fabrikam/',
      };

      const one = await face().ask({
        url: `${BASE}/_apis/resourceAreas/${core.id.toUpperCase()}`,
        headers: basic(pat.secret),
      });
      const all = await face().ask({ url: `${BASE}/_apis/resourceAreas`, headers: basic(pat.secret) });

      assert.deepEqual(jsonOf(one), core);
      const { count, value } = jsonOf(all) as { count: number; value: { id: string }[] };
      assert.equal(count, value.length);
      assert.deepEqual(
        value.find(({ id }) => id === core.id),
        core,
      );
    });

    it('says where the identity service is', async () => {
      const pat = face().world.issuePat({ in: face().world.organization('fabrikam') });

      const reply = await face().ask({
        url: `${BASE}/_apis/ServiceDefinitions/LocationService2/951917AC-A960-4999-8464-E3F0AA25B381?api-version=1.0`,
        headers: basic(pat.secret),
      });

      const { locationMappings } = jsonOf(reply) as { locationMappings: { location: string }[] };
      assert.equal(locationMappings[0]?.location, 'https://vssps.dev.azure.com/fabrikam/');
    });

    it('gives the tenant of an organization at the root of its identity service, with a 404', async () => {
      const fabrikam = face().world.organization('fabrikam');

      const reply = await face().ask({ url: 'https://vssps.dev.azure.com/fabrikam', method: 'HEAD' });

      assert.equal(reply.status, 404);
      assert.equal(reply.headers['x-vss-resourcetenant'], fabrikam.tenantId);
    });

    for (const [query, typeKey] of [
      ['api-version=7.1', 'VssInvalidPreviewVersionException'],
      ['api-version=9.0-preview', 'VssVersionOutOfRangeException'],
      ['api-version=latest', 'VssServiceException'],
    ]) {
      it(`refuses connectionData?${query ?? ''}`, async () => {
        const pat = face().world.issuePat({ in: face().world.organization('fabrikam') });
        const url = `${BASE}/_apis/connectionData?${query ?? ''}`;

        const reply = await face().ask({ url, headers: basic(pat.secret) });

        assert.equal(reply.status, 400);
        assert.equal((jsonOf(reply) as { typeKey: string }).typeKey, typeKey);
      });
    }

    for (const [where, query, accept] of [
      ['the query', '?api-version=7.1-preview', '*/*'],
      ['the Accept header', '', 'application/json;api-version=7.1-preview.1'],
    ] as const) {
      it(`takes a preview version from ${where}`, async () => {
        const pat = face().world.issuePat({ in: face().world.organization('fabrikam') });
        const headers = { ...basic(pat.secret), Accept: accept };

        assert.equal(
          (await face().ask({ url: `${BASE}/_apis/connectionData${query}`, headers })).status,
          200,
        );
      });
    }

    it('refuses to write without a version, and a method that a resource has not', async () => {
      const headers = basic(face().world.issuePat({ in: face().world.organization('fabrikam') }).secret);
      const url = `${BASE}/_apis/projects`;

      const bare = await face().ask({ url, headers, method: 'POST' });
      const versioned = await face().ask({ url: `${url}?api-version=7.1`, headers, method: 'POST' });

      assert.equal(bare.status, 400);
      assert.match(bare.body.toString(), /No api-version was supplied for the \\"POST\\" request/);
      assert.equal(versioned.status, 405);
    });

    it('answers an organization, a collection and a path that do not exist with 404', async () => {
      const headers = basic(face().world.issuePat({ in: face().world.organization('fabrikam') }).secret);

      for (const url of [
        'https://dev.azure.com/nobody/_apis/connectionData',
        'https://nobody.visualstudio.com/_apis/connectionData',
        `${face().serverUrl}/Nowhere/_apis/connectionData`,
        `${BASE}/_apis/nothing`,
      ]) {
        assert.equal((await face().ask({ url, headers })).status, 404, url);
      }
    });

    async function resources(url: string, secret: string): Promise<Record<string, unknown>[]> {
      const reply = await face().ask({ url, method: 'OPTIONS', headers: basic(secret) });
      return (jsonOf(reply) as { value: Record<string, unknown>[] }).value;
    }
  });
}
