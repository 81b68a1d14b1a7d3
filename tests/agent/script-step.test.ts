import assert from 'node:assert/strict';

import { runSteps } from './fixture-task';
import { networkShim } from './network-shim';

describe('a script step', () => {
  it('sees public variables, what env maps, and no secret besides', async () => {
    const record = await runSteps(
      [
        {
          script:
            'echo "$MY_VAR,$PAT,$MAPPED,$SECRET_PAT,$SYSTEM_ACCESSTOKEN,$VSTS_PUBLIC_VARIABLES,$TF_BUILD"',
          shell: 'bash',
          env: { MAPPED: '$(pat)' },
        },
      ],
      {
        variables: [{ name: 'my.var', value: 'x' }],
        settings: { variables: { pat: { value: 's3cretValue', isSecret: true } } },
      },
    );
    assert.equal(record.raw, 'x,,s3cretValue,,,,True');
    assert.match(record.log, /^x,,\*\*\*,,,,True$/m);
  });

  it('expands macros in its text, and leaves no file behind', async () => {
    const record = await runSteps([{ script: 'echo $(pat) $(nobody)', shell: 'bash' }], {
      settings: { variables: { pat: { value: 's3cretValue', isSecret: true }, nobody: '$(echo sub)' } },
    });
    assert.equal(record.raw, 's3cretValue sub');
    assert.match(record.log, /^Script contents:\necho \*\*\* \$\(echo sub\)$/m);
    assert.deepEqual(record.filesLeft, []);
  });

  it('sets variables by commands for the steps that follow', async () => {
    const record = await runSteps(
      [
        {
          script: "echo '##vso[task.setvariable variable=out;isoutput=true]1'",
          shell: 'script',
          name: 'first',
        },
        { script: 'echo "$FIRST_OUT $(first.out)"', shell: 'bash' },
      ],
      {},
    );
    assert.equal(record.steps[1]?.children[0]?.raw[0]?.text, '1 1');
  });

  it('fails with the exit code of its shell, and may be tried again', async () => {
    const record = await runSteps([{ script: 'exit 7', shell: 'bash', retryCountOnTaskFailure: 1 }], {});
    assert.equal(record.result, 'Failed');
    assert.equal(record.steps[0]?.children.length, 2);
    assert.equal(
      record.steps[0].issues.filter(({ message }) => message === "Bash exited with code '7'.").length,
      2,
    );
  });

  it('finds the network by the shim', async () => {
    const network = networkShim({ proxyUrl: 'http://127.0.0.1:1', caFile: '/ca.pem' });
    const record = await runSteps(
      [{ script: 'echo "$HTTPS_PROXY $GIT_SSL_CAINFO $NODE_EXTRA_CA_CERTS"', shell: 'bash' }],
      {
        settings: { network },
      },
    );
    assert.equal(record.raw, 'http://127.0.0.1:1 /ca.pem /ca.pem');
  });
});
