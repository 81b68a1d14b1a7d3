import assert from 'node:assert/strict';
import { randomBytes, randomInt } from 'node:crypto';
import { spellings } from '../../tasks/core/spellings.js';
import { PAT } from '../fakes.js';

const base64 = (text: string): string => Buffer.from(text).toString('base64');

describe('the spellings of a token', () => {
  const all = spellings(PAT, ['ann']);

  it('begin with the token itself', () => assert.equal(all[0], PAT));

  // agent-contract 3.5: none of these is covered by what the agent derives from the token.
  const derived: [string, string][] = [
    ['base64', base64(PAT)],
    ['the Basic header without a user', base64(`:${PAT}`)],
    ['the Basic header with the user it is sent with', base64(`ann:${PAT}`)],
  ];
  for (const [name, value] of derived) it(`hold ${name}`, () => assert.ok(all.includes(value)));

  it('cover the token inside any larger base64 text, in both alphabets', () => {
    for (let round = 0; round < 1000; round++) {
      // Bytes that make + and / likely, so that the two alphabets differ.
      const token = randomBytes(randomInt(30, 64))
        .toString('latin1')
        .replace(/[\r\n]/g, '~')
        .trim();
      const known = spellings(token, []);
      const blob = Buffer.concat([
        randomBytes(randomInt(0, 20)),
        Buffer.from(token),
        randomBytes(randomInt(0, 20)),
      ]);
      for (const encoding of ['base64', 'base64url'] as const) {
        const text = blob.toString(encoding);
        assert.ok(
          known.some((spelling) => spelling.length > 20 && text.includes(spelling)),
          `${encoding} of ${JSON.stringify(token)}`,
        );
      }
    }
  });

  // GNU base64 breaks its output at 76 characters by itself, PEM at 64; the agent masks line by line.
  for (const width of [76, 64]) {
    it(`hold every line of base64 that is broken at ${width} characters`, () => {
      for (const text of [`:${'x'.repeat(84)}`, `ann:${'x'.repeat(84)}`, 'x'.repeat(84)]) {
        const lines = base64(text).match(new RegExp(`.{1,${width}}`, 'g')) ?? [];
        const known = spellings('x'.repeat(84), ['ann']);
        assert.ok(lines.length > 1);
        for (const line of lines.filter(({ length }) => length >= 8)) assert.ok(known.includes(line), line);
      }
    });
  }

  it('hold the trimmed form of a token that was stored with blanks', () => {
    const stored = spellings(`  ${PAT} \n`, []);
    assert.ok(stored.includes(PAT));
    assert.ok(stored.includes(base64(`:${PAT}`)));
    assert.ok(stored.includes(base64(`:  ${PAT} \n`)));
  });

  it('hold each line of a secret with several, and no line break, which setsecret cannot carry', () => {
    const stored = spellings('first-line-secret\r\nsecond-line-secret', []);
    assert.ok(stored.includes('first-line-secret') && stored.includes('second-line-secret'));
    assert.deepEqual(
      stored.filter((spelling) => /[\r\n]/.test(spelling)),
      [],
    );
  });

  it('are never shorter than eight characters, which would blank out the log', () => {
    for (const token of ['', 'a', 'abc', '1234567', 'ab\ncd\nefghijkl', '       x        ']) {
      assert.deepEqual(
        spellings(token, ['']).filter((spelling) => spelling.length < 8),
        [],
        JSON.stringify(token),
      );
    }
  });

  it('are each given once', () => assert.equal(new Set(all).size, all.length));
});
