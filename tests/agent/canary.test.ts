import assert from 'node:assert/strict';

import { findLeaks } from './canary';
import { runFixture } from './fixture-task';
import { type JobRecord, type StepRecord } from './job-record';

const secret = 'aB3+dEf<6h"JkLm0Pq/tUv';

const emptyStep: StepRecord = {
  name: 'pat',
  displayName: 'A step',
  phase: 'main',
  result: 'Succeeded',
  children: [],
  issues: [],
  errorCount: 0,
  warningCount: 0,
  outputVariables: {},
  progress: { percent: 0, texts: [] },
  details: [],
  attachments: [],
  serverCommands: [],
};
const emptyJob: JobRecord = {
  result: 'Succeeded',
  steps: [],
  log: '',
  debugLog: '',
  raw: '',
  variables: {},
  filesLeft: [],
};

function jobWith(step: Partial<StepRecord>, job: Partial<JobRecord> = {}): JobRecord {
  return { ...emptyJob, steps: [{ ...emptyStep, ...step }], ...job };
}

function jobSaying(...texts: string[]): JobRecord {
  const raw = texts.map((text) => ({ stream: 'stdout' as const, text }));
  return jobWith({
    children: [{ argv: ['node'], environment: { PAT: secret }, raw, exitCode: 0, signals: [] }],
  });
}

describe('the canary search', () => {
  const base64 = (text: string): string => Buffer.from(text).toString('base64');
  const spellings: [form: string, text: string][] = [
    ['raw', secret],
    ['base64', base64(secret)],
    ['base64 at offset 1', base64(`:${secret}`)],
    ['base64 at offset 2', base64(`u:${secret}:tail`)],
    ['base64 at offset 0', base64(`me:${secret}!`)],
    ['base64url', Buffer.from(secret).toString('base64url')],
    ['hex', Buffer.from(secret).toString('hex')],
    ['hex, upper case', Buffer.from(secret).toString('hex').toUpperCase()],
    ['URL-encoded', encodeURIComponent(secret)],
    ['double-URL-encoded', encodeURIComponent(encodeURIComponent(secret))],
    ['JSON-escaped', JSON.stringify({ secret })],
    ['HTML-escaped', 'aB3+dEf&lt;6h&quot;JkLm0Pq/tUv'],
    ['reversed', 'vUt/qP0mLkJ"h6<fEd+3Ba'],
    ['swapped case', 'Ab3+DeF<6H"jKlM0pQ/TuV'],
    ['substring', secret.slice(5, 17)],
  ];
  for (const [form, text] of spellings) {
    it(`finds the ${form} form`, () => {
      assert.ok(findLeaks(secret, jobSaying(`a line with ${text} in it`)).some((leak) => leak.form === form));
    });
  }

  it('finds the trimmed form of a secret that was stored with a line end', () => {
    const leaks = findLeaks('s3cretValue\n', { ...emptyJob, log: 'is s3cretValue here' });
    assert.deepEqual(leaks, [{ place: 'log line 1', form: 'trimmed' }]);
  });

  const issue = { type: 'error' as const, message: 'x', data: { code: secret } };
  const places: [place: string, record: JobRecord][] = [
    ['log line 2', { ...emptyJob, log: `x\n${secret}` }],
    ['debug log line 1', { ...emptyJob, debugLog: secret }],
    ['step pat (main): issue', jobWith({ issues: [issue] })],
    ['step pat (main): progress', jobWith({ progress: { percent: 1, texts: [secret] } })],
    ['step pat (main): detail', jobWith({ details: [secret] })],
    ['step pat (main): server command', jobWith({ serverCommands: [secret] })],
    [
      'step pat (main): attachment',
      jobWith({ attachments: [{ type: 't', name: 'n', path: 'p', content: secret }] }),
    ],
    [
      'step pat (main): output variable a',
      jobWith({ outputVariables: { a: { value: secret, isSecret: false } } }),
    ],
    ['variable a', { ...emptyJob, variables: { a: { value: secret, isSecret: false } } }],
    ['file _temp/x', { ...emptyJob, filesLeft: [{ path: '_temp/x', content: secret }] }],
    [
      'step pat (main): argv',
      jobWith({ children: [{ argv: ['node', secret], environment: {}, raw: [], exitCode: 0, signals: [] }] }),
    ],
    ['step pat (main): stdout line 2', jobSaying('x', secret)],
    ['step pat (main): stdout line 1', jobSaying(`##vso[task.debug]${secret}`)],
    ['step pat (main): stdout line 1', jobSaying(`##vso[task.setvariable variable=a]${secret}`)],
    ['step pat (main): stdout line 1', jobSaying(`##vso[task.settaskvariable variable=a]${secret}`)],
    ['step pat (main): stdout line 1', jobSaying(`##vso[task.setsecret a=${secret.replace(/[;\]]/g, '')}]x`)],
  ];
  for (const [place, record] of places) {
    it(`looks at ${place}`, () => {
      assert.deepEqual(
        findLeaks(secret, record).map((leak) => leak.place),
        [place],
      );
    });
  }

  it('lets the commands pass that hand a secret to the agent', () => {
    const record = jobSaying(
      `##vso[task.setsecret]${secret}`,
      `##vso[task.setvariable variable=a;issecret=true]${secret}`,
      `##vso[task.settaskvariable variable=a;issecret=true]${secret}`,
      `##vso[task.setvariable variable=PAT]${secret}`,
    );
    assert.deepEqual(findLeaks(secret, record, { exported: ['pat'] }), []);
  });

  it('says nothing of a job without a leak', () => {
    assert.deepEqual(findLeaks(secret, { ...emptyJob, log: '*** aB3+dEf<6h' }), []);
  });

  it('finds what a task lets slip in a real job, and only that', async () => {
    const main = `
      command('task.setsecret', env.INPUT_PAT);
      command('task.setvariable variable=out;issecret=true', env.INPUT_PAT);
      say('token ' + env.INPUT_PAT);
      complain(Buffer.from(':' + env.INPUT_PAT).toString('base64'));`;
    const record = await runFixture({ main }, { step: { inputs: { pat: 's3cretValueOfThisRun' } } });
    assert.deepEqual(
      new Set(findLeaks('s3cretValueOfThisRun', record).map(({ place }) => place.replace(/\d+/, 'n'))),
      new Set([
        'log line n',
        'debug log line n',
        'step pat (main): stdout line n',
        'step pat (main): stderr line n',
      ]),
    );
  });
});
