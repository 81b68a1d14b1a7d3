import assert from 'node:assert/strict';

import { runSteps, writeTask } from './fixture-task';
import { JobRefusedError } from './queue';

const json = {
  inputs: [
    { name: 'connection', type: 'connectedService:externaltfs' },
    { name: 'note', type: 'string' },
  ],
};

describe('a job that is queued', () => {
  it('is refused with all its faults when it names what does not exist', async () => {
    const tasks = { 'Fixture@1': writeTask({ main: '', json }) };
    const run = runSteps(
      [
        { task: 'Fixture@1', name: 'one', inputs: { connection: 'nobody', note: 'nobody' } },
        { task: 'Missing@2' },
        { task: 'Gone@1', enabled: false },
      ],
      { tasks },
    );

    await assert.rejects(run, (error: JobRefusedError) => {
      assert.ok(error instanceof JobRefusedError);
      const [connection, task, ...rest] = error.faults;
      assert.match(
        connection ?? '',
        /^The pipeline is not valid\. Job Job: Step one input connection references service connection nobody which could not be found\./,
      );
      assert.match(task ?? '', /^A task is missing\. The pipeline references a task called 'Missing@2'\./);
      assert.deepEqual(rest, []);
      return true;
    });
  });

  it('is refused when a connection is of another type than its input takes', async () => {
    const connection = {
      id: 'aaaaaaaa-0000-4000-8000-000000000002',
      name: 'cluster',
      type: 'kubernetes',
      url: 'https://cluster.example',
      scheme: 'Token',
      parameters: {},
    };
    const run = runSteps([{ task: 'Fixture@1', name: 'one', inputs: { connection: 'cluster' } }], {
      tasks: { 'Fixture@1': writeTask({ main: '', json }) },
      settings: { connections: [connection] },
    });
    await assert.rejects(
      run,
      /expects a service connection of type externaltfs, but .* cluster is of type kubernetes/,
    );
  });

  it('may name a connection by a variable that is known by then', async () => {
    const connection = {
      id: 'aaaaaaaa-0000-4000-8000-000000000001',
      name: 'fabrikam-pat',
      type: 'externaltfs',
      url: 'https://dev.azure.com/fabrikam',
      scheme: 'Token',
      parameters: {},
    };
    const record = await runSteps([{ task: 'Fixture@1', inputs: { connection: '$(which)' } }], {
      tasks: { 'Fixture@1': writeTask({ main: 'say(env.INPUT_CONNECTION)', json }) },
      variables: [{ name: 'which', value: 'FABRIKAM-pat' }],
      settings: { connections: [connection] },
    });
    assert.equal(record.raw, connection.id);
  });
});
