import assert from 'node:assert/strict';
import { harmless, quoted } from '../../tasks/core/safe-text.js';
import { PAT, jwt } from '../fakes.js';

describe('text from elsewhere', () => {
  const attacks = [
    '##vso[task.setvariable variable=PATH]x',
    'name\r##vso[task.complete result=Succeeded]',
    'name\n##[error]no',
    '###vso[task.debug]',
    '####vso[task.debug]',
    '#\u0000#vso[task.debug]',
    '$$(x)',
    '$(System.AccessToken)',
    '$[variables.secret]',
    'a\u2028##vso[x.y]',
    'esc\u001b[31m',
  ];
  for (const attack of attacks) {
    it(`cannot become a command or a macro: ${JSON.stringify(attack)}`, () => {
      const text = harmless(attack);
      assert.doesNotMatch(text, /##vso\[|##\[|\$\(|\$\[/);
      // eslint-disable-next-line no-control-regex -- these are what the test is about
      assert.doesNotMatch(text, /[\u0000-\u001f\u2028\u2029]/);
    });
  }

  it('keeps names of all languages', () => assert.equal(harmless('Zoë Åström 李雷'), 'Zoë Åström 李雷'));
  it('is cut where it is long', () => assert.equal(harmless('x'.repeat(1000)).length, 121));
});

describe('a value in an error message', () => {
  it('is quoted', () => assert.equal(quoted('soon'), "'soon'"));
  it('is quoted where it is an address', () =>
    assert.equal(quoted('https://tfs.fabrikam.example/tfs'), "'https://tfs.fabrikam.example/tfs'"));

  for (const secret of [
    PAT,
    jwt({ aud: 'x' }),
    `$(${PAT})`,
    '$(MyPat)',
    `https://x:${PAT}@dev.azure.com/fabrikam`,
  ]) {
    it(`is not repeated where it may be a secret: ${secret.slice(0, 6)}…`, () => {
      const text = quoted(secret);
      assert.ok(!text.includes(PAT) && !text.includes('MyPat') && !text.includes(secret), text);
    });
  }
});
