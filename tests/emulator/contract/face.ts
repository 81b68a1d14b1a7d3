import assert from 'node:assert/strict';
import { jsonOf, type Ask, type Reply } from '../ask';
import { type World } from '../world/world';

/** One face of the emulator, with a world of its own for each test. */
export interface Face {
  world: World;
  ask: Ask;
  serverUrl: string;
}

export const CONNECTION_DATA = 'https://dev.azure.com/fabrikam/_apis/connectionData';
export const ANONYMOUS = 'aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa';
export const TENANT = 'c0ffee00-1111-4222-8333-444455556666';
export const BASIC = 'Basic realm="https://tfsprodcus14.visualstudio.com/"';

/** One question about connection data. */
export function connect(
  face: Face,
  headers: Record<string, string> = {},
  url = CONNECTION_DATA,
): Promise<Reply> {
  return face.ask({ url, headers });
}

export function assertSignInPage(reply: Reply): void {
  assert.equal(reply.status, 203);
  assert.match(String(reply.headers['content-type']), /^text\/html/);
  assert.match(reply.body.toString(), /Azure DevOps Services \| Sign In/);
  assert.ok(reply.body.length > 15_000 && reply.body.length < 18_000);
}

export function assertBare401(reply: Reply): void {
  assert.equal(reply.status, 401);
  assert.equal(reply.headers['www-authenticate'], BASIC);
  assert.equal(reply.headers['content-type'], undefined);
  assert.equal(reply.headers['x-vss-userdata'], undefined);
  assert.equal(reply.body.length, 0);
}

/** A reply without what differs from one call to the next. */
export function withoutIds(reply: Reply): Reply {
  const own = ['activityid', 'x-vss-e2eid', 'x-tfs-session', 'set-cookie', 'date'];
  return {
    ...reply,
    headers: Object.fromEntries(Object.entries(reply.headers).filter(([name]) => !own.includes(name))),
  };
}

export function locationData(reply: Reply): Record<string, unknown> {
  return (jsonOf(reply) as { locationServiceData: Record<string, unknown> }).locationServiceData;
}

export function userId(reply: Reply): unknown {
  return (jsonOf(reply) as { authenticatedUser: Record<string, unknown> }).authenticatedUser.id;
}
