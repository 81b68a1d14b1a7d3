import assert from 'node:assert/strict';

import { type FixtureJob, runFixture } from './fixture-task';

describe('the result of a step', () => {
  const cases: [
    name: string,
    code: string,
    step: NonNullable<FixtureJob['step']>,
    result: string,
    job: string,
  ][] = [
    ['is success without a word', '', {}, 'Succeeded', 'Succeeded'],
    [
      'is what the task says',
      "command('task.complete result=SucceededWithIssues')",
      {},
      'SucceededWithIssues',
      'SucceededWithIssues',
    ],
    [
      'is failure for an exit code, whatever was said before',
      "command('task.complete result=Succeeded'); process.exit(1)",
      {},
      'Failed',
      'Failed',
    ],
    [
      'is failure for a command that failed',
      "command('task.nothing'); command('task.complete result=Succeeded')",
      {},
      'Failed',
      'Failed',
    ],
    [
      'is failure for the result Cancelled',
      "command('task.complete result=Cancelled')",
      {},
      'Failed',
      'Failed',
    ],
    [
      'may be Canceled while the job succeeds',
      "command('task.complete result=Canceled')",
      {},
      'Canceled',
      'Succeeded',
    ],
    [
      'is not changed by an error that is only logged',
      "command('task.logissue type=error', 'x')",
      {},
      'Succeeded',
      'Succeeded',
    ],
    [
      'is milder when the step may fail',
      "command('task.complete result=Failed')",
      { continueOnError: true },
      'SucceededWithIssues',
      'SucceededWithIssues',
    ],
  ];

  for (const [name, main, step, result, job] of cases) {
    it(name, async () => {
      const record = await runFixture({ main }, { step });
      assert.equal(record.steps[0]?.result, result);
      assert.equal(record.result, job);
    });
  }

  it('tells the exit code', async () => {
    const record = await runFixture({ main: 'process.exit(3)' });
    assert.equal(record.steps[0]?.children[0]?.exitCode, 3);
    assert.match(record.steps[0].issues[0]?.message ?? '', /^Exit code 3 returned from process: file name/);
  });

  it('skips later steps after a failure, unless they ask for it', async () => {
    const record = await runFixture(
      { main: 'process.exit(1)' },
      {
        then: [
          { task: 'Fixture@1', name: 'next' },
          { task: 'Fixture@1', name: 'last', condition: 'failed()' },
        ],
      },
    );
    assert.deepEqual(
      record.steps.map(({ result }) => result),
      ['Failed', 'Skipped', 'Failed'],
    );
    assert.match(record.log, /^Skipping step due to condition evaluation\.$/m);
  });
});
