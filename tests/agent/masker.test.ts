import assert from 'node:assert/strict';

import { maskEndpointParameters, maskSecretVariable } from './job-secrets';
import { createMasker } from './masker';

function mask(values: string[], text: string): string {
  const masker = createMasker();
  for (const value of values) masker.add(value);
  return masker.mask(text);
}

describe('the masker', () => {
  const cases: [values: string[], text: string, expected: string][] = [
    [['abcd'], '', ''],
    [[], 'abcdefg', 'abcdefg'],
    [['def'], 'abcdefg', 'abc***g'],
    [['def'], 'abcdefgdef', 'abc***g***'],
    [['abc'], 'abcabcdef', '***def'],
    [['bcd', 'fgh'], 'abcdefghi', 'a***e***i'],
    [['def', 'bcd'], 'abcdefg', 'a***g'],
    [['efg', 'bcd'], 'abcdefgh', 'a***h'],
    [['aba'], 'ababa', '***'],
    [['Secret'], 'secret', 'secret'],
    [['s3cretValue'], Buffer.from('s3cretValue').toString('base64'), 'czNjcmV0VmFsdWU='],
    [['hello world'], 'hello%20world', '***'],
    [["it's(all)*!"], 'it%27s%28all%29%2A%21', '***'],
    [['cr\r_nl\n_tab\t_bs\\_quote"'], 'cr\\r_nl\\n_tab\\t_bs\\\\_quote\\"', '***'],
    [['abc\\\\def\\\'\\"ghi\\t'], 'abc\\\\def\\\'\\"ghi\\t', '***'],
    [['abc\\\\def\\\'\\"ghi\\t'], 'abc\\def\'"ghi\t', '***'],
    [[], 'https://simpledomain@example.com', 'https://simpledomain@example.com'],
    [[], 'https://user:pass@example.com', 'https://user:***@example.com'],
    [[], "https://user:pass4';.!&*()=,$-+~@example.com", 'https://user:***@example.com'],
    [[], 'https://username%10%A3%F6:password123@example.com', 'https://username%10%A3%F6:***@example.com'],
    [
      [],
      'https://username%AZP2510%AZP25A3:password123@example.com',
      'https://username%AZP2510%AZP25A3:***@example.com',
    ],
    [
      [],
      'https://url.com:443/~user/foo=bar+42-18?what=this.is.an.example....~~many@&param=value',
      'https://url.com:443/~user/foo=bar+42-18?what=this.is.an.example....~~many@&param=value',
    ],
  ];

  for (const [values, text, expected] of cases) {
    it(`turns ${JSON.stringify(text)} into ${JSON.stringify(expected)}`, () => {
      assert.equal(mask(values, text), expected);
    });
  }

  it('ignores an empty value', () => {
    assert.equal(mask([''], 'abc'), 'abc');
  });

  it('ignores what is shorter than the shortest secret allowed', () => {
    const masker = createMasker(() => 3);
    for (const value of ['bc', 'defg', 'h12']) masker.add(value);
    assert.equal(masker.mask('abcdefgh123'), 'abc***3');
  });
});

describe('a secret variable at the start of the job', () => {
  const cases: [value: string, text: string, expected: string][] = [
    ['s3cret', 's3cret', '***'],
    ["'s3cret'", 'is s3cret now', 'is *** now'],
    ['"s3cret"', 'is s3cret now', 'is *** now'],
    ['s3cret\n', 'is s3cret now', 'is *** now'],
    ['a%b\nc', 'is a%AZP25b%0Ac now', 'is *** now'],
    ['a%b\nc', 'is a%b%0Ac now', 'is *** now'],
    ['s3cretValue', 'Basic czNjcmV0VmFsdWU=', 'Basic ***'],
    ['   ', 'a   b', 'a   b'],
  ];

  for (const [value, text, expected] of cases) {
    it(`${JSON.stringify(value)} turns ${JSON.stringify(text)} into ${JSON.stringify(expected)}`, () => {
      const masker = createMasker();
      maskSecretVariable(masker, value);
      assert.equal(masker.mask(text), expected);
    });
  }
});

describe('a connection at the start of the job', () => {
  it('is masked by its parameters as they are, without a trimmed or a base64 form', () => {
    const masker = createMasker();
    maskEndpointParameters(masker, { apitoken: 's3cretValue\n', Scope: 'vso.code' });

    assert.equal(masker.mask('s3cretValue\n'), '***');
    assert.equal(masker.mask('s3cretValue'), 's3cretValue');
    assert.equal(masker.mask('czNjcmV0VmFsdWUK'), 'czNjcmV0VmFsdWUK');
    assert.equal(masker.mask('vso.code'), 'vso.code');
  });
});
