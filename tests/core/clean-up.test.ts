import assert from 'node:assert/strict';
import { cleanUp } from '../../tasks/core/clean-up.js';

describe('the post-job phase', () => {
  const emptied = (remembered: string | undefined): [string, boolean][] => {
    const calls: [string, boolean][] = [];
    cleanUp({ VSTS_TASKVARIABLE_EXPORTED: remembered }, (name, secret) => calls.push([name, secret]));
    return calls;
  };

  it('empties the secret variable that was exported', () =>
    assert.deepEqual(emptied('secret X'), [['X', true]]));
  it('empties the environment that was exported', () =>
    assert.deepEqual(emptied('environment X'), [['X', false]]));
  it('does nothing where nothing was', () => {
    assert.deepEqual(emptied(undefined), []);
    assert.deepEqual(emptied(''), []);
  });
});
