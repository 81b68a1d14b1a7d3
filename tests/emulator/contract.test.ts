import assert from 'node:assert/strict';
import { basic, inMemory, jsonOf, overHttp, SUPPRESS, type Ask, type Reply } from './ask';
import { startEmulator, type Emulator } from './emulator';
import { createWorld, type World } from './world/world';

const CONNECTION_DATA = 'https://dev.azure.com/fabrikam/_apis/connectionData';
const ANONYMOUS = 'aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa';
const TENANT = 'c0ffee00-1111-4222-8333-444455556666';
const BASIC = 'Basic realm="https://tfsprodcus14.visualstudio.com/"';

interface Face {
  world: World;
  ask: Ask;
  serverUrl: string;
}

describe('the emulator in memory', () => {
  keepsTheContract(() => {
    const world = createWorld();
    return { world, ask: inMemory(world), serverUrl: 'http://127.0.0.1/tfs' };
  });
});

describe('the emulator over HTTP', () => {
  let emulator: Emulator;
  before(async () => (emulator = await startEmulator()));
  after(() => emulator.close());

  keepsTheContract(() => {
    emulator.world.organizations = [];
    emulator.world.collections = [];
    emulator.world.pats.clear();
    emulator.world.entraTokens.clear();
    return { world: emulator.world, ask: overHttp(emulator), serverUrl: emulator.serverUrl };
  });
});

function keepsTheContract(newFace: () => Face): void {
  let face: Face;
  beforeEach(() => (face = newFace()));

  /** One question about connection data. */
  const connect = (headers: Record<string, string> = {}, url = CONNECTION_DATA): Promise<Reply> =>
    face.ask({ url, headers });

  describe('connectionData with a good credential', () => {
    it('says who it is, and for which organization', async () => {
      const fabrikam = face.world.organization('fabrikam');
      const pat = face.world.issuePat({ in: fabrikam, scope: 'vso.gallery_publish' });

      const reply = await connect(basic(pat.secret));

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
        const pat = face.world.issuePat({ in: face.world.organization('fabrikam') });

        assert.equal((await connect(basic(pat.secret), url)).status, 200);
      });
    }

    it('takes any user name, and both formats of a PAT', async () => {
      const fabrikam = face.world.organization('fabrikam');
      const legacy = face.world.issuePat({ in: fabrikam, format: 'legacy' });

      assert.equal((await connect(basic(legacy.secret, 'anybody'))).status, 200);
    });

    it('takes an Entra token as bearer and as password', async () => {
      const token = face.world.issueEntraToken({ memberOf: face.world.organization('fabrikam') });

      assert.equal((await connect({ Authorization: `Bearer ${token.secret}` })).status, 200);
      assert.equal((await connect(basic(token.secret))).status, 200);
    });

    it('names the owner in a header only when asked to', async () => {
      const pat = face.world.issuePat({ in: face.world.organization('fabrikam') });

      const asked = await connect({ ...basic(pat.secret), 'X-VSS-UserData': '' });
      const unasked = await connect(basic(pat.secret));

      assert.equal(asked.headers['x-vss-userdata'], `${pat.user.id}:jamal@fabrikam.example`);
      assert.equal(unasked.headers['x-vss-userdata'], undefined);
    });

    it('lists services for connectOptions=1, and nothing to a client that has seen them', async () => {
      const pat = face.world.issuePat({ in: face.world.organization('fabrikam') });
      const url = `${CONNECTION_DATA}?connectOptions=1&lastChangeId64=`;

      const first = locationData(await connect(basic(pat.secret), `${url}-1`));
      const second = locationData(await connect(basic(pat.secret), url + String(first.lastChangeId64)));
      const plain = locationData(await connect(basic(pat.secret)));

      assert.equal(first.clientCacheFresh, false);
      assert.ok(Array.isArray(first.accessMappings) && Array.isArray(first.serviceDefinitions));
      assert.equal(second.clientCacheFresh, true);
      assert.equal(second.serviceDefinitions, undefined);
      assert.equal(plain.serviceDefinitions, undefined);
    });

    it('is known by the headers of the hosted service', async () => {
      const pat = face.world.issuePat({ in: face.world.organization('fabrikam') });

      const { headers } = await connect({ ...basic(pat.secret), 'X-TFS-Session': 'a-session' });

      assert.match(String(headers.activityid), /^[0-9a-f-]{36}$/);
      assert.equal(headers['x-vss-e2eid'], headers.activityid);
      assert.equal(headers['x-tfs-session'], 'a-session');
      assert.equal(headers['x-vss-resourcetenant'], TENANT);
      assert.equal(headers['x-vss-authorizationendpoint'], 'https://vssps.dev.azure.com/fabrikam/');
      assert.match(String(headers['set-cookie']), /^VstsSession=/);
    });
  });

  describe('connectionData of a private organization', () => {
    it('redirects a caller without credential to the sign-in page, which ends in a 203', async () => {
      face.world.organization('fabrikam');

      const reply = await connect();

      assert.equal(reply.status, 302);
      assert.match(reply.body.toString(), /Object moved/);
      const location = new URL(String(reply.headers.location));
      assert.match(location.host, /^spsprod\w+\.vssps\.visualstudio\.com$/);
      assert.equal(location.pathname, '/_signin');
      assert.equal(location.searchParams.get('realm'), 'dev.azure.com');
      assert.equal(location.searchParams.get('reply_to'), CONNECTION_DATA);
      assertSignInPage(await connect({}, location.href));
    });

    it('tells a caller without credential, with Suppress, how to sign in', async () => {
      face.world.organization('fabrikam');

      const reply = await connect(SUPPRESS);

      assert.equal(reply.status, 401);
      assert.deepEqual(String(reply.headers['www-authenticate']).split(/, ?/), [
        `Bearer authorization_uri=https://login.microsoftonline.com/${TENANT}`,
        BASIC,
        'TFS-Federated',
      ]);
    });

    it('shows the sign-in page for an unknown PAT', async () => {
      face.world.organization('fabrikam');

      assertSignInPage(await connect(basic('nobody-issued-this')));
    });

    it('refuses an unknown PAT with a bare 401 when Suppress is sent', async () => {
      face.world.organization('fabrikam');

      assertBare401(await connect({ ...basic('nobody-issued-this'), ...SUPPRESS }));
    });

    it('treats the raw PAT in place of base64 as malformed', async () => {
      const pat = face.world.issuePat({ in: face.world.organization('fabrikam') });

      const reply = await connect({ Authorization: `Basic ${pat.secret}`, ...SUPPRESS });

      assertBare401(reply);
    });

    it('refuses base64 with a stray equals sign', async () => {
      const pat = face.world.issuePat({ in: face.world.organization('fabrikam') });
      const { Authorization } = basic(pat.secret);

      assertBare401(await connect({ Authorization: `${Authorization ?? ''}=` }));
    });

    it('answers expired, revoked and lacking a scope byte for byte the same', async () => {
      const fabrikam = face.world.organization('fabrikam');
      const now = face.world.clock().getTime();
      const expired = face.world.issuePat({ in: fabrikam, validTo: new Date(now - 1) });
      const revoked = face.world.issuePat({ in: fabrikam, revokedAt: new Date(now - 1) });
      const narrow = face.world.issuePat({ in: fabrikam, scope: 'vso.work' });

      for (const headers of [{}, SUPPRESS]) {
        const replies = [
          await connect({ ...basic(expired.secret), ...headers }),
          await connect({ ...basic(revoked.secret), ...headers }),
          await face.ask({
            url: 'https://dev.azure.com/fabrikam/_apis/projects',
            headers: { ...basic(narrow.secret), ...headers },
          }),
        ];

        replies.forEach(assertBare401);
        assert.deepEqual(replies.map(withoutIds), Array(3).fill(withoutIds(replies[0]!)));
      }
    });

    it('reads a PAT of another organization like an unknown one', async () => {
      face.world.organization('fabrikam');
      const pat = face.world.issuePat({ in: face.world.organization('contoso') });

      assertSignInPage(await connect(basic(pat.secret)));
      assertBare401(await connect({ ...basic(pat.secret), ...SUPPRESS }));
    });

    it('refuses a bearer that is no member, behind a byte-order mark', async () => {
      face.world.organization('fabrikam');
      const stranger = face.world.issueEntraToken({ memberOf: [] });

      const reply = await connect({ Authorization: `Bearer ${stranger.secret}`, ...SUPPRESS });

      assert.equal(reply.status, 401);
      assert.equal(reply.headers['www-authenticate'], 'Bearer');
      assert.match(String(reply.headers['x-tfs-serviceerror']), /^TF400813%3A%20/);
      assert.deepEqual([...reply.body.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
      const error = JSON.parse(reply.body.subarray(3).toString()) as Record<string, unknown>;
      assert.equal(error.typeKey, 'InvalidIdentityException');
      assert.equal((await connect({ Authorization: `Bearer ${stranger.secret}` })).status, 302);
    });

    it('lets conditional access stop a good credential', async () => {
      const fabrikam = face.world.organization('fabrikam', { conditionalAccess: true });
      const pat = face.world.issuePat({ in: fabrikam });

      const reply = await connect(basic(pat.secret));

      assert.equal(reply.status, 401);
      const error = jsonOf(reply) as Record<string, unknown>;
      assert.equal(error.typeKey, 'UnauthorizedRequestException');
      assert.equal(
        error.message,
        `TF400813: The user '${ANONYMOUS}' is not authorized to access this resource.`,
      );
    });
  });

  describe('connectionData of an organization with a public project', () => {
    for (const [what, headers] of [
      ['no credential', {}],
      ['an unknown PAT', basic('nobody-issued-this')],
    ] as const) {
      it(`answers ${what} as the anonymous user`, async () => {
        face.world.organization('fabrikam', { publicProjects: true });

        const reply = await connect(headers);

        assert.equal(reply.status, 200);
        const { authenticatedUser } = jsonOf(reply) as { authenticatedUser: Record<string, unknown> };
        assert.equal(authenticatedUser.id, ANONYMOUS);
        assert.equal(authenticatedUser.descriptor, `System:PublicAccess;${ANONYMOUS}`);
        assert.equal(authenticatedUser.providerDisplayName, 'Anonymous');
      });
    }

    it('answers a revoked PAT as the anonymous user, and a good one as its owner', async () => {
      const fabrikam = face.world.organization('fabrikam', { publicProjects: true });
      const pat = face.world.issuePat({ in: fabrikam });

      assert.equal(userId(await connect(basic(pat.secret))), pat.user.id);
      face.world.revoke(pat);
      assert.equal(userId(await connect(basic(pat.secret))), ANONYMOUS);
    });

    it('wants a credential for what is not public', async () => {
      face.world.organization('fabrikam', { publicProjects: true });

      const reply = await face.ask({ url: 'https://dev.azure.com/fabrikam/_apis/distributedtask/tasks' });

      assert.equal(reply.status, 401);
      assert.match(
        String((jsonOf(reply) as { message: string }).message),
        /^TF400813: Resource not available/,
      );
    });
  });

  describe('Azure DevOps Server', () => {
    it('says that it is on premises, at both forms of the URL', async () => {
      const collection = face.world.collection('DefaultCollection');
      const pat = face.world.issuePat({ in: collection });

      for (const root of [face.serverUrl, face.serverUrl.replace('/tfs', '')]) {
        const reply = await connect(basic(pat.secret), `${root}/DefaultCollection/_apis/connectionData`);

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
        face.world.collection('DefaultCollection');

        const reply = await connect(headers, `${face.serverUrl}/DefaultCollection/_apis/connectionData`);

        assert.equal(reply.status, 401);
        assert.match(
          [reply.headers['www-authenticate']].flat().join(', '),
          /^Bearer, Basic realm="http:\/\/127\.0\.0\.1(:\d+)?\/tfs", Negotiate, NTLM$/,
        );
      });
    }

    it('has no resource areas', async () => {
      const pat = face.world.issuePat({ in: face.world.collection('DefaultCollection') });

      const reply = await connect(
        basic(pat.secret),
        `${face.serverUrl}/DefaultCollection/_apis/resourceAreas`,
      );

      assert.equal(reply.body.toString(), '{"count":0,"value":null}');
    });

    it('refuses a version that is newer than it', async () => {
      const pat = face.world.issuePat({ in: face.world.collection('DefaultCollection') });
      const url = `${face.serverUrl}/DefaultCollection/_apis/projects?api-version=7.2-preview`;

      const reply = await connect(basic(pat.secret), url);

      assert.equal(reply.status, 400);
      assert.equal((jsonOf(reply) as Record<string, unknown>).typeKey, 'VssVersionOutOfRangeException');
    });
  });
}

function assertSignInPage(reply: Reply): void {
  assert.equal(reply.status, 203);
  assert.match(String(reply.headers['content-type']), /^text\/html/);
  assert.match(reply.body.toString(), /Azure DevOps Services \| Sign In/);
  assert.ok(reply.body.length > 15_000 && reply.body.length < 18_000);
}

function assertBare401(reply: Reply): void {
  assert.equal(reply.status, 401);
  assert.equal(reply.headers['www-authenticate'], BASIC);
  assert.equal(reply.headers['content-type'], undefined);
  assert.equal(reply.headers['x-vss-userdata'], undefined);
  assert.equal(reply.body.length, 0);
}

/** A reply without what differs from one call to the next. */
function withoutIds(reply: Reply): Reply {
  const own = ['activityid', 'x-vss-e2eid', 'x-tfs-session', 'set-cookie', 'date'];
  return {
    ...reply,
    headers: Object.fromEntries(Object.entries(reply.headers).filter(([name]) => !own.includes(name))),
  };
}

function locationData(reply: Reply): Record<string, unknown> {
  return (jsonOf(reply) as { locationServiceData: Record<string, unknown> }).locationServiceData;
}

function userId(reply: Reply): unknown {
  return (jsonOf(reply) as { authenticatedUser: Record<string, unknown> }).authenticatedUser.id;
}
