import assert from 'node:assert/strict';

import { processCommand } from './commands';
import { connectionEndpoint } from './endpoints';
import { fakeStep } from './fixture-step';
import { type StepState } from './step-state';

const connectionId = '11111111-1111-1111-1111-111111111111';

function stepWithConnection(): StepState {
  const step = fakeStep();
  const connection = {
    id: connectionId,
    name: 'fabrikam',
    type: 'externaltfs',
    url: 'https://dev.azure.com/x',
  };
  step.job.endpoints.unshift(connectionEndpoint({ ...connection, scheme: 'Token', parameters: {} }));
  return step;
}

describe('task.setendpoint', () => {
  const accepted: [line: string, read: (step: StepState) => unknown, expected: string][] = [
    ['field=authParameter;key=test]blah', ({ job }) => job.endpoints[0]?.parameters['test'], 'blah'],
    ['field=dataParameter;key=test]blah', ({ job }) => job.endpoints[0]?.data['test'], 'blah'],
    ['field=url]http://blah/', ({ job }) => job.endpoints[0]?.url, 'http://blah/'],
  ];
  for (const [line, read, expected] of accepted) {
    it(`sets ${line}`, () => {
      const step = stepWithConnection();
      processCommand(step, `##vso[task.setendpoint id=${connectionId};${line}`);
      assert.equal(read(step), expected);
      assert.equal(step.commandResult, undefined);
    });
  }

  const refused = [
    ']',
    ']blah',
    'field=blah]blah',
    'field=url]http://example.com/',
    'field=url;id=blah]http://example.com/',
    'field=url;id=22222222-2222-2222-2222-222222222222]http://example.com/',
    `field=authParameter;id=${connectionId}]blah`,
    `field=url;id=${connectionId}]blah`,
  ];
  for (const line of refused) {
    it(`refuses ${line}`, () => {
      const step = stepWithConnection();
      processCommand(step, `##vso[task.setendpoint ${line}`);
      assert.equal(step.commandResult, 'Failed');
      assert.equal(step.job.endpoints[0]?.url, 'https://dev.azure.com/x');
    });
  }

  it("leaves the job's own connection as it is", () => {
    const step = fakeStep();
    const id = '00000000-0000-0000-0000-000000000000';
    processCommand(step, `##vso[task.setendpoint id=${id};field=url]http://evil.example/`);
    assert.equal(step.job.endpoints[0]?.url, 'https://dev.azure.com/fabrikam');
    assert.match(step.record.issues[0]?.message ?? '', /Modification of system endpoint .* is not allowed/);
  });
});

describe('attachments', () => {
  it('are the content of a file, which nobody masks', () => {
    const step = fakeStep();
    processCommand(step, `##vso[task.addattachment type=t;name=n]${__filename}`);
    processCommand(step, `##vso[task.uploadsummary]${__filename}`);
    assert.deepEqual(
      step.record.attachments.map(({ type }) => type),
      ['t', 'Distributedtask.Core.Summary'],
    );
    assert.match(step.record.attachments[0]?.content ?? '', /which nobody masks/);
  });

  for (const line of [
    'task.addattachment type=t;name=n]/nowhere',
    'task.uploadfile]',
    'task.uploadsummary]/nowhere',
  ]) {
    it(`fail the step without a file: ${line}`, () => {
      const step = fakeStep();
      processCommand(step, `##vso[${line}`);
      assert.equal(step.commandResult, 'Failed');
      assert.deepEqual(step.record.attachments, []);
    });
  }
});
