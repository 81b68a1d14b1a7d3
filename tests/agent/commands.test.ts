import assert from 'node:assert/strict';

import { processCommand } from './commands';
import { fakeStep } from './fixture-step';

describe('lines of a step', () => {
  it('are printed when they are no command', () => {
    const step = fakeStep();
    assert.equal(processCommand(step, 'plain'), false);
    assert.deepEqual(step.record.issues, []);
  });

  it('warn, and are printed, when they only look like a command', () => {
    const step = fakeStep();
    assert.equal(processCommand(step, '##vso[task.debug'), false);
    assert.match(
      step.record.issues[0]?.message ?? '',
      /^'##vso\[task\.debug' contains logging command keyword/,
    );
  });

  it('warn of an area that nobody knows', () => {
    const step = fakeStep();
    assert.equal(processCommand(step, '##vso[nobody.knows]x'), true);
    assert.match(
      step.record.issues[0]?.message ?? '',
      /^Cannot find command extension for ##vso\[nobody.command\]/,
    );
    assert.equal(step.commandResult, undefined);
  });

  it('fail the step for an unknown event of a known area, and are quoted', () => {
    const step = fakeStep();
    processCommand(step, '##vso[task.nothing]data');
    assert.equal(step.commandResult, 'Failed');
    assert.match(step.record.issues[0]?.message ?? '', /'##vso\[task.nothing\]data'/);
    assert.match(step.record.issues[1]?.message ?? '', /##vso\[task.nothing\] is not a recognized command/);
    assert.equal(step.record.issues[1]?.data['source'], 'TaskInternal');
  });

  it('fail the step for commands that a build has not, and are printed', () => {
    const step = fakeStep();
    assert.equal(processCommand(step, '##vso[release.updatereleasename]x'), false);
    assert.equal(step.commandResult, 'Failed');
  });

  it('are told again in the debug log, unless they are debug lines', () => {
    const step = fakeStep();
    processCommand(step, '##vso[task.setvariable variable=a]x%3B');
    processCommand(step, '##vso[task.debug]here');
    assert.deepEqual(step.job.log.lines, []);
    assert.deepEqual(step.job.log.debugLines, [
      '##[debug]Processed: ##vso[task.setvariable variable=a]x;',
      '##[debug]here',
    ]);
  });
});

describe('task.complete', () => {
  it('takes the worst result, and never fails for a good one', () => {
    const step = fakeStep();
    processCommand(step, '##vso[task.complete result=SucceededWithIssues]a');
    processCommand(step, '##vso[task.complete result=Succeeded]b');
    assert.equal(step.result, 'SucceededWithIssues');
    assert.deepEqual(step.record.progress, { percent: 100, texts: ['a', 'b'] });
  });

  for (const result of ['Cancelled', 'succeeded', 'FAILED', '']) {
    it(`fails the step for the result '${result}'`, () => {
      const step = fakeStep();
      processCommand(step, `##vso[task.complete result=${result}]x`);
      assert.equal(step.result, undefined);
      assert.equal(step.commandResult, 'Failed');
      assert.equal(step.record.issues[1]?.message, "Command doesn't have valid result value.");
    });
  }
});

describe('task.logissue', () => {
  it('masks the message, but not the data', () => {
    const step = fakeStep();
    processCommand(step, '##vso[task.setsecret]s3cretValue');
    processCommand(step, '##vso[task.logissue type=Error;code=s3cretValue]it is s3cretValue');
    assert.deepEqual(step.record.issues, [
      {
        type: 'error',
        message: 'it is ***',
        data: { type: 'Error', code: 's3cretValue', logFileLineNumber: '1' },
      },
    ]);
    assert.deepEqual(step.job.log.lines, ['##[error]it is ***']);
    assert.equal(step.commandResult, undefined);
  });

  it('tells the place in the source', () => {
    const step = fakeStep();
    processCommand(
      step,
      '##vso[task.issue type=error;sourcepath=Program.cs;linenumber=13;columnnumber=18;code=CS1002]; expected',
    );
    assert.equal(step.record.issues[0]?.message, 'Program.cs(13,18): error CS1002: ; expected');
  });

  it('records ten issues of a type, writes all, and counts all', () => {
    const step = fakeStep();
    for (let n = 1; n <= 12; n += 1) processCommand(step, `##vso[task.logissue type=warning]${n}`);
    processCommand(step, '##vso[task.logissue type=error]e');
    assert.equal(step.record.issues.length, 11);
    assert.equal(step.record.warningCount, 12);
    assert.equal(step.job.log.lines.length, 13);
  });

  it('fails for an unknown type, and only warns without one', () => {
    const step = fakeStep();
    processCommand(step, '##vso[task.logissue]x');
    assert.equal(step.commandResult, undefined);
    assert.equal(step.record.issues[0]?.message, "Can't create TaskIssue from logging event.");
    processCommand(step, '##vso[task.logissue type=info]x');
    assert.equal(step.commandResult, 'Failed');
  });
});

describe('what the agent does not mask', () => {
  it('is progress and details', () => {
    const step = fakeStep();
    processCommand(step, '##vso[task.setsecret]s3cretValue');
    processCommand(step, '##vso[task.setprogress value=150]s3cretValue');
    processCommand(
      step,
      `##vso[task.logdetail id=11111111-1111-1111-1111-111111111111;name=n;type=t]s3cretValue`,
    );
    assert.deepEqual(step.record.progress, { percent: 100, texts: ['s3cretValue'] });
    assert.deepEqual(step.record.details, [`11111111-1111-1111-1111-111111111111 n s3cretValue`]);
  });

  it('is telemetry, since it is dropped', () => {
    const step = fakeStep();
    processCommand(step, '##vso[telemetry.publish area=a;feature=b]{"token":"s3cretValue"}');
    assert.deepEqual(step.record.serverCommands, []);
    assert.equal(step.commandResult, undefined);
  });
});
