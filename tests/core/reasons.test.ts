import assert from 'node:assert/strict';
import { REASONS, explain, type Reason } from '../../tasks/core/reasons.js';

describe('the words of every reason', () => {
  const reasons = Object.keys(REASONS) as Reason[];
  for (const reason of reasons) {
    it(`are whole sentences without holes: ${reason}`, () => {
      const bare = explain(reason, { faults: ['Something is wrong.'] });
      assert.match(bare, /^['A-Z].*[.)]$/s);
      assert.doesNotMatch(bare, /undefined|NaN|null|\(\)|''| {2}/);
      assert.ok(bare.length > 25, bare);
    });
  }

  it('differ', () =>
    assert.equal(new Set(reasons.map((reason) => explain(reason, {}))).size, reasons.length));

  it('list all faults of a step', () => {
    assert.match(explain('inputInvalid', { faults: ['One.', 'Two.'] }), /2 things.*\(1\) One\. \(2\) Two\./);
  });
});
