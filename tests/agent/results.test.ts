import assert from 'node:assert/strict';

import { parseBoolean, parseSwitch } from './booleans';
import { mergeResults, parseResult, type TaskResult } from './results';

describe('results', () => {
  const merges: [current: TaskResult | undefined, coming: TaskResult, expected: TaskResult][] = [
    [undefined, 'Succeeded', 'Succeeded'],
    ['Succeeded', 'SucceededWithIssues', 'SucceededWithIssues'],
    ['Failed', 'Succeeded', 'Failed'],
    ['Failed', 'Canceled', 'Canceled'],
    ['SucceededWithIssues', 'Skipped', 'Skipped'],
    ['Canceled', 'Failed', 'Canceled'],
    ['Skipped', 'Succeeded', 'Skipped'],
    ['Abandoned', 'Canceled', 'Abandoned'],
  ];

  for (const [current, coming, expected] of merges) {
    it(`${current ?? 'nothing'} and ${coming} make ${expected}`, () => {
      assert.equal(mergeResults(current, coming), expected);
    });
  }

  it('are written exactly, or as a number', () => {
    assert.equal(parseResult('SucceededWithIssues'), 'SucceededWithIssues');
    assert.equal(parseResult('2'), 'Failed');
    for (const wrong of ['', 'failed', 'Cancelled', 'FAILED', '9'])
      assert.equal(parseResult(wrong), undefined);
  });
});

describe('flags of commands', () => {
  it('are true only when they say so', () => {
    assert.deepEqual(['true', ' TRUE ', 'false', '1', 'yes', undefined].map(parseBoolean), [
      true,
      true,
      false,
      undefined,
      undefined,
      undefined,
    ]);
    assert.deepEqual(
      ['1', 'True', '$true', '0', 'x'].map((text) => parseSwitch(text, false)),
      [true, true, true, false, false],
    );
  });
});
