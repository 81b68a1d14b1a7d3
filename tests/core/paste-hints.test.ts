import assert from 'node:assert/strict';
import { finding } from '../../tasks/core/finding.js';
import { pasteHints, secretsInside } from '../../tasks/core/paste-hints.js';
import { run } from '../../tasks/core/run.js';
import {
  CONNECTION_ID,
  PAT,
  azureDevOpsThatFinds,
  endpoint,
  environmentWith,
  fakePorts,
  jwt,
} from '../fakes.js';

const NEW_PAT = 'ZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZJQQJ99CHAAAAAAAAAAAAAAAAAZDO'.slice(
  0,
  80,
);
const GOOD_NEW_PAT = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaJQQJ99CHAAAAAAAAAAAAAAAAAZDO1tFL';
const base64 = (text: string): string => Buffer.from(text).toString('base64');

describe('a look at the secret', () => {
  // What people paste: peers C4, and the list of the issue.
  const pasted: [string, string, RegExp][] = [
    ['blanks', ` ${PAT} `, /blanks or a line break/],
    ['a line break', `${PAT}\n`, /blanks or a line break/],
    ['quotes', `"${PAT}"`, /quotes/],
    ['single quotes', `'${PAT}'`, /quotes/],
    ['a macro', '$(MyPat)', /not expanded/],
    ['a macro with the PAT inside', `$(${PAT})`, /not expanded/],
    ['a macro of another kind', '$' + '{{ parameters.pat }}', /not expanded/],
    ['base64 of the PAT', base64(PAT), /base64/],
    ['base64 of :PAT', base64(`:${PAT}`), /base64/],
    ['base64 of user:PAT', base64(`ann:${GOOD_NEW_PAT}`), /base64/],
    ['a JWT', jwt({ aud: 'x' }), /JWT/],
    ['a URL', 'https://dev.azure.com/fabrikam', /URL/],
    ['a header', `Basic ${base64(`:${PAT}`)}`, /Authorization header/],
    ['a PAT of the old format with a typing error', PAT.replace('c3cy', 'c3cz'), /checksum/],
    ['a PAT of the new format with a typing error', `${NEW_PAT}0000`, /checksum/],
    ['a PAT of the new format cut off', GOOD_NEW_PAT.slice(0, 79), /79 characters/],
    ['a PAT of the old format cut off', PAT.slice(0, 51), /51 characters/],
    ['a PAT pasted with a letter too many', `${PAT}a`, /53 characters/],
  ];
  for (const [what, secret, words] of pasted) {
    it(`recognises ${what}, and repeats nothing of it`, () => {
      const hints = pasteHints(secret);
      assert.equal(hints.length, 1, hints.join('\n'));
      assert.match(hints.join(), words);
      for (let at = 0; at + 8 <= secret.length; at++) {
        const piece = secret.slice(at, at + 8);
        assert.ok(!hints.join().includes(piece) || /^[$({[\sa-z]+$/i.test(piece), piece);
      }
      assert.ok(!hints.join().includes('MyPat'));
    });
  }

  for (const [what, secret] of [
    ['a PAT of the old format', PAT],
    ['a PAT of the new format', GOOD_NEW_PAT],
    ["a person's password", 'correct horse battery staple'],
    ['anything else', 'Xk29-LQpz-77aB'],
  ] as const) {
    it(`says nothing of ${what}`, () => assert.deepEqual(pasteHints(secret), []));
  }

  for (const [what, secret] of [
    ['blanks', ` ${PAT} `],
    ['quotes', `"${PAT}"`],
    ['a macro', `$(${PAT})`],
    ['a macro in quotes', `' $(${PAT}) '`],
    ['base64', base64(PAT)],
    ['base64 with a colon', base64(`:${PAT}`)],
    ['a header', `Basic ${base64(`ann:${PAT}`)}`],
    ['a bearer header', `Bearer ${PAT}`],
  ] as const) {
    it(`finds the PAT inside ${what}, which is masked as well`, async () => {
      assert.ok(secretsInside(secret).includes(PAT), secretsInside(secret).join());
      const ports = fakePorts(azureDevOpsThatFinds(finding('refused', {})));
      const stored = endpoint(CONNECTION_ID, 'https://dev.azure.com/fabrikam', { apitoken: secret });
      await run(environmentWith(stored), ports);
      const { done } = ports.pipeline;
      const masked = done.indexOf(`mask ${PAT} for `);
      assert.ok(masked !== -1 && masked < done.findIndex((line) => line.startsWith('info')));
    });
  }

  it('names all that it sees', () => assert.equal(pasteHints(` "$(X)" `).length, 3));

  it('is told before anything is sent, and again with a refusal, but refuses nothing by itself', async () => {
    const stored = endpoint(CONNECTION_ID, 'https://dev.azure.com/fabrikam', { apitoken: base64(`:${PAT}`) });
    for (const [reason, isToldAgain] of [
      ['valid', false],
      ['refused', true],
      ['signInPage', true],
      ['timedOut', false],
    ] as const) {
      const ports = fakePorts(azureDevOpsThatFinds(finding(reason, {})));
      const outcome = await run(environmentWith(stored), ports);
      assert.equal(outcome.reason, reason);
      assert.match(
        ports.pipeline.done.find((line) => line.startsWith('info')) ?? '',
        /^info A look at the secret: It is the base64 form/,
      );
      assert.equal(outcome.message.includes('base64'), isToldAgain);
    }
  });
});
