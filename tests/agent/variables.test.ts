import assert from 'node:assert/strict';

import { expandMacros } from './macros';
import { isReadOnlyName } from './read-only-names';
import { Variables } from './variables';

function variablesOf(values: Record<string, string>, secrets: string[] = []): Variables {
  const variables = new Variables(() => undefined);
  for (const [name, value] of Object.entries(values)) {
    variables.set(name, value, { isSecret: secrets.includes(name) });
  }
  return variables;
}

function secretNames(variables: Variables): string[] {
  return variables.list().flatMap(({ name, isSecret }) => (isSecret ? [name] : []));
}

describe('the variables of a job', () => {
  const expansions: [name: string, values: Record<string, string>, expected: string][] = [
    ['follows a chain', { v1: 'before$(v2)after', v2: '$(v3)world', v3: 'hello' }, 'beforehelloworldafter'],
    ['takes macros side by side', { v1: 'before$(v2)$(v2)after', v2: 'x' }, 'beforexxafter'],
    ['skips an opening that leads nowhere', { v1: 'before$($(v2)after', v2: 'hello' }, 'before$(helloafter'],
    ['leaves an unknown name', { v1: 'a $(nobody) b' }, 'a $(nobody) b'],
  ];

  for (const [name, values, expected] of expansions) {
    it(`${name} before the next step`, () => {
      const variables = variablesOf(values);
      assert.deepEqual(variables.recalculate(), []);
      assert.equal(variables.get('v1'), expected);
    });
  }

  it('keeps a value unexpanded until the next step', () => {
    const variables = variablesOf({ base: 'x' });
    variables.set('later', 'a $(base)');
    assert.equal(variables.get('later'), 'a $(base)');
    variables.recalculate();
    assert.equal(variables.get('later'), 'a x');
  });

  it('warns of cycles and leaves the values as written', () => {
    const variables = variablesOf({
      variable1: '1_$(variable2)',
      variable2: '2_$(variable3)',
      variable3: '3_$(variable2)',
    });
    assert.equal(variables.recalculate().length, 3);
    assert.equal(variables.get('VARIABLE1'), '1_$(variable2)');
  });

  it('follows 50 levels and no more', () => {
    const values: Record<string, string> = { variable51: 'Final value' };
    for (let n = 1; n <= 50; n += 1) values[`variable${n}`] = `$(variable${n + 1})`;
    const variables = variablesOf(values);

    assert.deepEqual(variables.recalculate(), [
      "Unable to expand variable 'variable1'. The max expansion depth (50) was exceeded.",
    ]);
    assert.equal(variables.get('variable1'), '$(variable2)');
    assert.equal(variables.get('variable2'), 'Final value');
  });

  it('makes a variable secret by what it refers to, at any depth, and masks the whole', () => {
    const masked: string[] = [];
    const variables = new Variables((value) => masked.push(value));
    variables.set('v1', 'before $(v2) after');
    variables.set('v2', 'before2 $(v3) after2');
    variables.set('v3', 'value 3', { isSecret: true });
    variables.recalculate();

    assert.deepEqual(secretNames(variables), ['v1', 'v2', 'v3']);
    assert.deepEqual(masked, ['value 3', 'before before2 value 3 after2 after', 'before2 value 3 after2']);
  });

  it('never makes a secret public again', () => {
    const variables = variablesOf({ foo: 'bar' }, ['foo']);
    variables.set('FOO', 'baz', { isSecret: false });
    variables.recalculate();
    assert.deepEqual(secretNames(variables), ['FOO']);
    assert.equal(variables.get('foo'), 'baz');
  });

  it('expands a text once, over secrets as well', () => {
    const variables = variablesOf({ variable1: '$(variable2)', variable2: 'x', pat: 's3cret' }, ['pat']);
    assert.equal(variables.expand('a $(variable1) $(PAT) $(none)'), 'a $(variable2) s3cret $(none)');
    assert.equal(
      expandMacros('$() $(', () => 'never'),
      '$() $(',
    );
  });

  it('protects the names that belong to the agent', () => {
    for (const name of ['system.accessToken', 'AGENT.TEMPDIRECTORY', 'Build.BuildNumber', 'agent.cainfo']) {
      assert.equal(isReadOnlyName(name), true, name);
    }
    for (const name of ['AZURE_DEVOPS_EXT_PAT', 'system.oidcRequestUri', 'path']) {
      assert.equal(isReadOnlyName(name), false, name);
    }
  });
});
