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

describe('task.complete with done=true', () => {
  it('ends the waiting soon, and what the process says then is lost', async () => {
    const main =
      "say('before'); command('task.complete result=Succeeded;done=true'); " +
      "setTimeout(() => say('after'), 300); setTimeout(() => 0, 60000)";
    const record = await runFixture({ main }, { then: [{ script: 'sleep 0.5', shell: 'bash' }] });
    assert.equal(record.steps[0]?.result, 'Succeeded');
    assert.match(record.log, /^before$/m);
    assert.doesNotMatch(record.log, /^after$/m);
  });
});

describe('a step with retries', () => {
  /** Fails in its own way as long as it has not run often enough; counts by a task variable. */
  const attempt = (needed: number, failure: string): string => `
    const n = Number(env.VSTS_TASKVARIABLE_N || 0) + 1;
    command('task.settaskvariable variable=n', n);
    if (n < ${needed}) { ${failure} } else command('task.complete result=Succeeded');
  `;
  const reported = "command('task.complete result=Failed')";

  const cases: [
    name: string,
    needed: number,
    failure: string,
    retries: number,
    children: number,
    result: string,
  ][] = [
    ['succeeds when a later attempt does', 3, reported, 3, 3, 'Succeeded'],
    ['fails when all attempts do', 9, reported, 2, 3, 'Failed'],
    ['recovers from an exit code', 2, 'process.exit(1)', 1, 2, 'Succeeded'],
    [
      'stays failed after a reported failure with an exit code',
      2,
      `${reported}; process.exit(1)`,
      1,
      2,
      'Failed',
    ],
    [
      'recovers from both in the attempt after the next',
      2,
      `${reported}; process.exit(1)`,
      2,
      3,
      'Succeeded',
    ],
    ['stays failed after a command that failed', 2, `command('task.nothing'); ${reported}`, 1, 2, 'Failed'],
    ['does not run again what succeeded', 1, '', 5, 1, 'Succeeded'],
  ];

  for (const [name, needed, failure, retries, children, result] of cases) {
    it(name, async () => {
      const record = await runFixture(
        { main: attempt(needed, failure) },
        { step: { retryCountOnTaskFailure: retries }, settings: { delays: { retryUnitMs: 0.05 } } },
      );
      assert.equal(record.steps[0]?.children.length, children);
      assert.equal(record.steps[0].result, result);
    });
  }
});
