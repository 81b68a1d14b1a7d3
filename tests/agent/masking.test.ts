import assert from 'node:assert/strict';

import { type FixtureJob, runFixture } from './fixture-task';

async function logOf(main: string, settings: NonNullable<FixtureJob['settings']> = {}): Promise<string> {
  return (await runFixture({ main }, { settings })).log;
}

describe('the log of a job', () => {
  it('masks a secret from the line after its command, and nothing before', async () => {
    const log = await logOf(
      "say('s3cretValue'); command('task.setsecret', 's3cretValue'); say('s3cretValue')",
    );
    assert.match(log, /^s3cretValue\n\*\*\*$/m);
  });

  const orders: [order: 'asWritten' | 'stderrFirst', expected: RegExp][] = [
    ['asWritten', /^\*\*\*$/m],
    ['stderrFirst', /^s3cretValue$/m],
  ];
  for (const [streamOrder, expected] of orders) {
    it(`shows what a task complains right after masking ${expected.source}, ${streamOrder}`, async () => {
      const main = "command('task.setsecret', 's3cretValue'); setTimeout(() => complain('s3cretValue'), 50)";
      assert.match(await logOf(main, { streamOrder }), expected);
    });
  }

  it('obeys commands on stderr as well', async () => {
    const record = await runFixture({ main: "complain('##vso[task.setvariable variable=a]x')" });
    assert.equal(record.variables['a']?.value, 'x');
  });

  it('obeys a command that remote text smuggles in behind a carriage return', async () => {
    const record = await runFixture({ main: "say('answer: x\\r##vso[task.setvariable variable=a]x')" });
    assert.equal(record.variables['a']?.value, 'x');
  });

  it('masks the secrets that the job began with, and the base64 of variables only', async () => {
    const settings = {
      variables: { pat: { value: 's3cretVariable', isSecret: true } },
      connections: [
        {
          id: 'aaaaaaaa-0000-4000-8000-000000000001',
          name: 'c',
          type: 'externaltfs',
          url: 'https://dev.azure.com/fabrikam',
          scheme: 'Token',
          parameters: { apitoken: 's3cretConnection' },
        },
      ],
    };
    const main = `for (const value of ['s3cretVariable', 's3cretConnection'])
      say(value + ' ' + Buffer.from(value).toString('base64'))`;
    const json = { inputs: [{ name: 'connection', type: 'connectedService:externaltfs' }] };
    const { log } = await runFixture({ main, json }, { step: { inputs: { connection: 'c' } }, settings });
    assert.match(log, /^\*\*\* \*\*\*\n\*\*\* czNjcmV0Q29ubmVjdGlvbg==$/m);
  });

  it('keeps its blanks when a secret variable holds nothing else', async () => {
    const settings = { variables: { blank: { value: '  ', isSecret: true } } };
    assert.match(await logOf("say('a  b')", settings), /^a {2}b$/m);
  });

  it('prints the banner of the task unmasked', async () => {
    const json = { friendlyName: 's3cretName' };
    const settings = { variables: { v: { value: 's3cretName', isSecret: true } } };
    const { log } = await runFixture({ main: '', json }, { settings });
    assert.match(log, /^Task {9}: s3cretName$/m);
  });

  it('looks like that of Azure Pipelines', async () => {
    const { log } = await runFixture({ main: "say('hello')", post: "say('bye')" });
    const rule = '='.repeat(78);
    const banner = [
      rule,
      'Task         : A fixture',
      'Description  : Says what it is told.',
      'Version      : 1.2.3',
      'Author       : Fabrikam',
      'Help         : None.',
      rule,
    ];
    assert.deepEqual(log.split('\n'), [
      '##[section]Starting: Job',
      '##[section]Starting: Fixture',
      ...banner,
      'hello',
      '##[section]Finishing: Fixture',
      '##[section]Starting: Post-job: Fixture',
      ...banner,
      'bye',
      '##[section]Finishing: Post-job: Fixture',
      '##[section]Finishing: Job',
    ]);
  });

  it('has a twin with the debug lines, and holds them itself when the user asks', async () => {
    const main = "command('task.debug', 'inside'); say(env.SYSTEM_DEBUG)";
    const plain = await runFixture({ main });
    const verbose = await runFixture({ main }, { settings: { debug: true } });

    assert.doesNotMatch(plain.log, /##\[debug\]/);
    assert.match(plain.debugLog, /^##\[debug\]inside$/m);
    assert.match(plain.raw, /^undefined$/m);
    assert.match(verbose.log, /^##\[debug\]inside$/m);
    assert.match(verbose.raw, /^true$/m);
  });
});

describe('the record of a job', () => {
  it('tells the files that a task left, wherever it put them', async () => {
    const main = `
      const fs = require('node:fs'), path = require('node:path');
      fs.writeFileSync('in-work', '1');
      fs.writeFileSync(path.join(env.AGENT_TEMPDIRECTORY, 'in-temp'), '2');
      fs.writeFileSync(path.join(env.HOME, 'in-home'), '3');
      fs.writeFileSync(path.join(require('node:os').tmpdir(), 'in-system-temp'), '4');`;
    const { filesLeft } = await runFixture({ main });
    assert.deepEqual(
      filesLeft.map(({ path: file, content }) => `${file.split(/[\\/]/).at(-1) ?? ''} ${content}`).sort(),
      ['in-home 3', 'in-system-temp 4', 'in-temp 2', 'in-work 1'],
    );
  });

  it('tells what a task wrote into its own folder, which is read-only', async () => {
    const main = `
      const fs = require('node:fs');
      say((fs.statSync(__dirname).mode & 0o222) + ' ' + (fs.statSync(__filename).mode & 0o222));
      fs.chmodSync(__dirname, 0o755);
      fs.writeFileSync(require('node:path').join(__dirname, 'beside'), 'x');`;
    const { raw, filesLeft } = await runFixture({ main });
    assert.equal(raw, '0 0');
    assert.deepEqual(
      filesLeft.map(({ content }) => content),
      ['x'],
    );
  });
});
