import assert from 'node:assert/strict';
import { judgeConnectionData } from '../../tasks/core/judge-connection-data.js';
import { NOON, pat } from '../fakes.js';
import { FABRIKAM, ANN, ACTIVITY, ROWS, answer, user, wrapped } from './judgement-rows.js';

describe('the judgement on an answer', () => {
  for (const [name, row] of Object.entries(ROWS)) {
    it(`is '${row.reason}' for ${name}`, () => {
      const { organization = FABRIKAM, credential = pat() } = row;
      const stamped = { ...row.answer, headers: { ...row.answer.headers, activityid: ACTIVITY } };
      const { status, reason, message } = judgeConnectionData(stamped, {
        organization,
        credential,
        now: NOON,
      });

      assert.deepEqual({ status, reason }, { status: row.status, reason: row.reason });
      assert.match(message, row.says ?? /./);
      assert.equal(
        message.includes(ACTIVITY),
        status !== 'ok',
        'the ActivityId is in every message but the good one',
      );
      assert.doesNotMatch(message, /undefined|NaN|\[object/);
    });
  }

  it('differs in its words wherever it differs in its reason', () => {
    const words = new Map<string, string>();
    for (const row of Object.values(ROWS)) {
      const asked = {
        organization: row.organization ?? FABRIKAM,
        credential: row.credential ?? pat(),
        now: NOON,
      };
      const { message, reason } = judgeConnectionData(row.answer, asked);
      const twin = words.get(message);
      assert.ok(twin === undefined || twin === reason, `${reason} says what ${twin ?? ''} says`);
      words.set(message, reason);
    }
  });

  it("says 'expired' only where the service did", () => {
    const said = Object.entries(ROWS).filter(([, { reason }]) => reason === 'expired');
    for (const [, { answer: told }] of said) {
      assert.match(
        decodeURIComponent(JSON.stringify(told).replaceAll('%"', '"').replaceAll('100%', '')),
        /has expired/,
      );
    }
  });

  it('lets no text of the service become a logging command or a macro', () => {
    const evil =
      '##vso[task.setvariable variable=PATH]x\r\n##vso[task.complete result=Succeeded]$(System.AccessToken)';
    const answers = [
      answer(200, user(ANN, { providerDisplayName: evil, properties: { Account: { $value: evil } } })),
      answer(403, '', { 'x-vss-userdata': `${ANN}:${evil}` }),
      answer(401, wrapped(evil, evil), { 'x-tfs-serviceerror': evil, activityid: evil }),
      answer(429, evil, { 'x-ratelimit-resource': evil, 'retry-after': evil }),
      answer(302, evil, { location: evil }),
      answer(401, '', { 'x-vss-resourcetenant': evil }),
    ];
    for (const told of answers) {
      const { message, identity } = judgeConnectionData(told, {
        organization: FABRIKAM,
        credential: pat(),
        now: NOON,
      });
      assert.doesNotMatch(
        `${message}${identity?.name ?? ''}${identity?.displayName ?? ''}`,
        /##vso\[|\$\(|[\r\n]/,
      );
    }
  });

  it('reads the wait in both forms that Retry-After has', () => {
    const at = new Date(NOON.getTime() + 90_000).toUTCString();
    const { message } = judgeConnectionData(answer(429, '', { 'retry-after': at }), {
      organization: FABRIKAM,
      credential: pat(),
      now: NOON,
    });
    assert.match(message, /90 s/);
  });
});
