import assert from 'node:assert/strict';

import { parseCondition } from './condition-parser';
import { isMet } from './conditions';
import { type TaskResult } from './results';

function evaluate(text: string, jobStatus: TaskResult = 'Succeeded'): boolean {
  const variables: Record<string, string> = { empty: '', yes: 'Yes', flag: 'true', 'a.b': 'x', two: '2' };
  return isMet(parseCondition(text), { jobStatus, variable: (name) => variables[name.toLowerCase()] });
}

describe('conditions', () => {
  const byStatus: [text: string, statuses: TaskResult[]][] = [
    ['succeeded()', ['Succeeded', 'SucceededWithIssues']],
    ['failed()', ['Failed']],
    ['canceled()', ['Canceled']],
    ['succeededOrFailed()', ['Succeeded', 'SucceededWithIssues', 'Failed']],
    ['always()', ['Succeeded', 'SucceededWithIssues', 'Failed', 'Canceled']],
    ['not(succeeded())', ['Failed', 'Canceled']],
    ['or(failed(), Canceled())', ['Failed', 'Canceled']],
  ];
  for (const [text, expected] of byStatus) {
    it(`${text} holds for ${expected.join(', ')}`, () => {
      const statuses: TaskResult[] = ['Succeeded', 'SucceededWithIssues', 'Failed', 'Canceled'];
      assert.deepEqual(
        statuses.filter((status) => evaluate(text, status)),
        expected,
      );
    });
  }

  const byVariable: [text: string, expected: boolean][] = [
    ["eq(variables['YES'], 'yes')", true],
    ["eq(variables.yes, 'no')", false],
    ['ne(variables.yes, "no")'.replaceAll('"', "'"), true],
    ["eq(variables['a.b'], 'x')", true],
    ["eq(variables.a.b, variables['A.B'])", true],
    ["eq(variables.nothing, '')", true],
    ["eq('', variables.nothing)", true],
    ["eq(variables.nothing, 'x')", false],
    ['eq(variables.flag, true)', true],
    ['eq(true, variables.flag)', true],
    ['eq(variables.two, 2)', true],
    ['eq(2, variables.two)', true],
    ["eq('it''s', 'IT''S')", true],
    ["and(succeeded(), eq(variables.yes, 'yes'), not(eq(1, 2)))", true],
    ['and(succeeded(), variables.empty)', false],
    ['or(variables.empty, variables.yes)', true],
  ];
  for (const [text, expected] of byVariable) {
    it(`${text} is ${expected}`, () => {
      assert.equal(evaluate(text), expected);
    });
  }

  const refused: [text: string, reason: RegExp][] = [
    ["contains(variables.a, 'x')", /function 'contains' is not known/],
    ['succeeded', /'succeeded' is not known/],
    ['dependencies.A.result', /'dependencies.A.result' is not known/],
    ["succeeded('other')", /'succeeded' does not take 1 arguments/],
    ['eq(1)', /'eq' does not take 1 arguments/],
    ['and(succeeded()', /expected ',' but found 'the end'|ends too early/],
    ['succeeded() failed()', /'failed' is not expected/],
    ['', /ends too early/],
    ['eq(1, "x")', /cannot read '"x"\)'/],
    ['variables[succeeded()]', /must be a quoted text/],
  ];
  for (const [text, reason] of refused) {
    it(`refuses '${text}' by name`, () => {
      assert.throws(() => parseCondition(text), reason);
    });
  }
});
