import assert from 'node:assert/strict';

import { runFixture } from './fixture-task';
import { findLeaks } from './canary';

/** A task that stands on Microsoft's library, unbundled, as most tasks do. */
const library = JSON.stringify(require.resolve('azure-pipelines-task-lib/task'));

describe('a task on azure-pipelines-task-lib', () => {
  it('reads what the agent hands over, and is understood in what it says', async () => {
    const token = 's3cretToken%;]OfThisRun';
    const main = `
      const tl = require(${library});
      const id = tl.getInputRequired('connection');
      const { parameters } = tl.getEndpointAuthorization(id, false);
      tl.setSecret(parameters.apitoken);
      tl.setVariable('out', parameters.apitoken, true);
      tl.setVariable('status', 'ok; [fine] 100%', false, true);
      tl.setTaskVariable('id', tl.getVariable('pat') + tl.getEndpointUrl(id, false));
      tl.warning('one\\ntwo');
      tl.setResult(tl.TaskResult.SucceededWithIssues, 'done');`;
    const post = `
      const tl = require(${library});
      console.log('post: ' + tl.getTaskVariable('id'));
      tl.setResult(tl.TaskResult.Failed, 'no luck with ' + tl.getVariable('out'));`;
    const record = await runFixture(
      { main, post, json: { inputs: [{ name: 'connection', type: 'connectedService:externaltfs' }] } },
      {
        step: { inputs: { connection: 'fabrikam-pat' } },
        settings: {
          variables: { pat: { value: 'p1', isSecret: true } },
          connections: [
            {
              id: 'aaaaaaaa-0000-4000-8000-000000000001',
              name: 'fabrikam-pat',
              type: 'externaltfs',
              url: 'https://dev.azure.com/fabrikam',
              scheme: 'Token',
              parameters: { apitoken: token },
            },
          ],
        },
      },
    );

    assert.deepEqual(
      record.steps.map(({ result }) => result),
      ['SucceededWithIssues', 'Failed'],
    );
    assert.deepEqual(record.variables['out'], { value: token, isSecret: true });
    assert.equal(record.variables['pat.status']?.value, 'ok; [fine] 100%');
    assert.equal(record.steps[0]?.issues[0]?.message, 'one\ntwo');
    assert.match(record.log, /^post: \*\*\*https:\/\/dev\.azure\.com\/fabrikam$/m);
    assert.match(record.log, /^##\[error\]no luck with \*\*\*$/m);
    assert.deepEqual(
      findLeaks(token, record).filter(({ place }) => place.startsWith('log') || place.startsWith('debug')),
      [],
    );
  });
});
