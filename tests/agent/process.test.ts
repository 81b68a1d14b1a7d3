import assert from 'node:assert/strict';
import { realpathSync } from 'node:fs';

import { runFixture, runSteps } from './fixture-task';

describe('the process of a task', () => {
  it('works in the default folder, with its stdin closed and no argument but its file', async () => {
    const main =
      "say(process.cwd() === require('node:fs').realpathSync(env.SYSTEM_DEFAULTWORKINGDIRECTORY)); " +
      'say(process.argv.length); say(__dirname !== process.cwd()); ' +
      "process.stdin.resume().on('end', () => say('closed'))";
    const record = await runFixture({ main });
    assert.deepEqual(
      record.steps[0]?.children[0]?.raw.map(({ text }) => text),
      ['true', '2', 'true', 'closed'],
    );
  });

  it('is the Node that the caller picks', async () => {
    const node = realpathSync(process.execPath);
    const record = await runFixture({ main: 'say(process.execPath)' }, { settings: { node } });
    assert.equal(record.steps[0]?.children[0]?.argv[0], node);
    assert.equal(record.raw, node);
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

describe('a process that is left behind', () => {
  it('holds up its step only a while, and is killed', async () => {
    const record = await runSteps([{ script: 'sleep 60 & echo started', shell: 'bash' }], {});
    assert.equal(record.steps[0]?.result, 'Succeeded');
    assert.match(record.log, /^started$/m);
  });
});
