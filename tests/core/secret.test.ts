import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { Secret } from '../../tasks/core/secret.js';
import { PAT } from '../fakes.js';

describe('a secret', () => {
  const secret = new Secret(PAT);
  const ways: [string, string][] = [
    ['a template', `<${secret as unknown as string}>`],
    ['String()', String(secret)],
    ['JSON', JSON.stringify({ secret })],
    ['console.log', inspect(secret, { depth: 9, showHidden: true })],
    ['console.log of what holds it', inspect({ held: { secret } }, { depth: 9 })],
    ['its own properties', JSON.stringify(Object.entries(secret))],
    ['an error message', new Error(`failed with ${secret as unknown as string}`).message],
  ];
  for (const [way, printed] of ways) {
    it(`does not print itself by ${way}`, () => assert.ok(!printed.includes(PAT), printed));
  }

  it('gives its value only when asked', () => assert.equal(secret.reveal(), PAT));
});
