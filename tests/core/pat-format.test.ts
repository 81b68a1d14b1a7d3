import assert from 'node:assert/strict';
import { c3id, hasPatChecksum, tokenKind } from '../../tasks/core/pat-format.js';
import { jwt } from '../fakes.js';

// The first is the example of the public API description (tokens, CreatePat); the others are synthetic.
const GOOD = [
  ['dip55dwf4vpitomw63jzvomefmi2jluguprzwwqwuc6xq4fhocwq', 'PdYdakvr9oTmWQPKyEX7'],
  ['aaatoaqdaqc3cyiga4eascqlbqgq4dyqcejhaeyuculbogazdinq', 'lyYDMU0D4G5Mns34J0OM'],
  ['aaa4oaqdaqcrd4iga4eascqlbqgq4dyqcejhgeyuculbogazdinq', '8Cg8EZ92UyaChD9FG6a2'],
  [
    'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaJQQJ99CHAAAAAAAAAAAAAAAAAZDO1tFL',
    'RbthlOsPg6hINZqfXwgj',
  ],
  [
    'ZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZJQQJ99CHAAAAAAAAAAAAAAAAAZDO1N83',
    'hvI/rdsm85EhDJ8Olca7',
  ],
  [
    '0000000000000000000000000000000000000000000000000000JQQJ99CHAAAAAAAAAAAAAAAAAZDO4NhP',
    'VZcpm3gTvBD/9ZaH0G0/',
  ],
] as const;

const MISTYPED = [
  'dip55dwf4vaitomw63jzvomefmi2jluguprzwwqwuc6xq4fhocwq',
  'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaJQQJ99CHAAAAAAAAAAAAAAAAAZDO0000',
];

describe('the format of a PAT', () => {
  for (const [token, id] of GOOD) {
    it(`is recognised with its checksum and C3ID: ${token.slice(0, 8)}…`, () => {
      assert.equal(tokenKind(token), 'pat');
      assert.equal(hasPatChecksum(token), true);
      assert.equal(c3id(token), id);
    });
  }

  for (const token of MISTYPED) {
    it(`is recognised where one character is wrong, without its checksum: ${token.slice(0, 11)}…`, () => {
      assert.equal(tokenKind(token), 'pat');
      assert.equal(hasPatChecksum(token), false);
    });
  }

  it('is told from a JWT and from anything else', () => {
    assert.equal(tokenKind(jwt({ aud: 'x' })), 'jwt');
    assert.equal(tokenKind('correct horse battery staple'), 'unknown');
    assert.equal(hasPatChecksum('correct horse battery staple'), false);
    assert.equal(hasPatChecksum(''), false);
  });

  it('has the C3ID of the public test of security-utilities', () =>
    assert.equal(c3id('test'), 'rPHgxCVAOw6CZsT9xXEw'));
});
