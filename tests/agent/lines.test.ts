import assert from 'node:assert/strict';

import { createLineSplitter } from './lines';

function split(...chunks: string[]): string[] {
  const lines: string[] = [];
  const splitter = createLineSplitter((line) => lines.push(line));
  for (const chunk of chunks) splitter.write(chunk);
  splitter.end();
  return lines;
}

describe('lines of output', () => {
  const cases: [chunks: string[], expected: string[]][] = [
    [['a\nb\r\nc\rd'], ['a', 'b', 'c', 'd']],
    [['a\n\nb\n'], ['a', '', 'b']],
    [
      ['a\r', '\nb'],
      ['a', 'b'],
    ],
    [
      ['a\r', 'b'],
      ['a', 'b'],
    ],
    [['a\r'], ['a']],
    [['\r'], ['']],
    [
      ['a', 'b', '\n', 'c'],
      ['ab', 'c'],
    ],
    [[], []],
  ];

  for (const [chunks, expected] of cases) {
    it(`cuts ${JSON.stringify(chunks)}`, () => {
      assert.deepEqual(split(...chunks), expected);
    });
  }
});
