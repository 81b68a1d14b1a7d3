import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Ajv } from 'ajv';
import { type AgentEnvironment } from '../tasks/core/agent-environment.js';
import { CONNECTION_TYPES } from '../tasks/core/connection-types.js';
import { OUTPUT_NAMES } from '../tasks/core/outcome.js';
import { parseRequest, timeoutSeconds } from '../tasks/core/request.js';
import { namedConnections } from '../tasks/core/service-connection.js';
import { environmentWith } from './fakes.js';

interface Input {
  name: string;
  type: string;
  defaultValue?: string;
  groupName?: string;
  visibleRule?: string;
  options?: Record<string, string>;
}

interface Task {
  version: { Major: number; Minor: number; Patch: number };
  groups: { name: string }[];
  inputs: Input[];
  outputVariables: { name: string }[];
  execution: Record<string, { target: string }>;
  postjobexecution: Record<string, { target: string }>;
}

const root = resolve(__dirname, '..', '..');
const read = (path: string): unknown => JSON.parse(readFileSync(join(root, path), 'utf8')) as unknown;
const task = read('tasks/pat/task.json') as Task;
const { inputs } = task;

describe('task.json', () => {
  it('is what the schema allows', () => {
    const validate = new Ajv({ allErrors: true, strictTypes: false }).compile(
      read('tests/task.schema.json') as object,
    );
    assert.ok(validate(task), JSON.stringify(validate.errors, null, 1));
  });

  it('declares the inputs that the code reads, and no other', () => {
    const asked = new Set<string>();
    const environment = new Proxy<AgentEnvironment>(environmentWith({ INPUT_CONNECTIONTYPE: 'azureRepos' }), {
      get(target, name: string) {
        if (name.startsWith('INPUT_')) asked.add(name);
        return target[name];
      },
    });
    parseRequest(environment, namedConnections(environment));
    assert.deepEqual([...asked].sort(), inputs.map(({ name }) => `INPUT_${name.toUpperCase()}`).sort());
  });

  it('has defaults that mean what leaving the input out means', () => {
    const spelledOut = Object.fromEntries(
      inputs.map(({ name, defaultValue }) => [`INPUT_${name.toUpperCase()}`, defaultValue ?? '']),
    );
    const bare = environmentWith();
    const full = { ...spelledOut, ...bare };
    assert.deepEqual(parseRequest(full, namedConnections(full)), parseRequest(bare, namedConnections(bare)));
    assert.equal(timeoutSeconds(full), timeoutSeconds(bare));
  });

  it('offers the connection types of the code, each with its own input', () => {
    const types = inputs.find(({ name }) => name === 'connectionType')?.options ?? {};
    assert.deepEqual(
      Object.keys(types),
      CONNECTION_TYPES.map(({ key }) => key),
    );
    for (const { key, input, endpointType } of CONNECTION_TYPES) {
      const declared = inputs.find(({ name }) => name === input);
      assert.equal(declared?.type, `connectedService:${endpointType}`);
      assert.equal(declared.visibleRule, `connectionType = ${key}`);
    }
  });

  it('has rules and groups that refer to what exists', () => {
    for (const { visibleRule = '', groupName } of inputs) {
      assert.ok(groupName === undefined || task.groups.some(({ name }) => name === groupName), groupName);
      if (visibleRule === '') continue;
      const [name, , value] = visibleRule.split(' ');
      const options = inputs.find((candidate) => candidate.name === name)?.options ?? {};
      assert.ok(value !== undefined && value in options, visibleRule);
    }
  });

  it('declares the outputs that the code sets', () => {
    assert.deepEqual(
      task.outputVariables.map(({ name }) => name),
      [...OUTPUT_NAMES],
    );
  });

  it('does not declare the exported variable as an output, which would hide it from $(NAME)', () => {
    const exported = inputs.find(({ name }) => name === 'variableName')?.defaultValue ?? '';
    assert.ok(!task.outputVariables.some(({ name }) => name === exported));
  });

  it('has one version with the package and the extension', () => {
    const { Major, Minor, Patch } = task.version;
    const version = `${Major}.${Minor}.${Patch}`;
    assert.equal((read('package.json') as { version: string }).version, version);
    assert.equal((read('vss-extension.json') as { version: string }).version, version);
  });
});

describe('the built extension', () => {
  it('has the files that its handlers name', () => {
    for (const phase of [task.execution, task.postjobexecution]) {
      for (const { target } of Object.values(phase))
        assert.ok(existsSync(join(root, 'dist/tasks/pat', target)), target);
    }
  });

  it('holds nothing but what it needs', () => {
    const files = readdirSync(join(root, 'dist'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(join(root, 'dist').length + 1));
    assert.deepEqual(files.sort(), [
      'LICENSE',
      'ThirdPartyNotices.txt',
      'images/icon.png',
      'overview.md',
      'tasks/pat/clean-up.js',
      'tasks/pat/icon.png',
      'tasks/pat/main.js',
      'tasks/pat/post.js',
      'tasks/pat/task.json',
      'vss-extension.json',
    ]);
  });

  it('cannot start a process, and asks for no permission of the organization', () => {
    for (const file of ['main.js', 'post.js', 'clean-up.js']) {
      const code = readFileSync(join(root, 'dist/tasks/pat', file), 'utf8');
      assert.doesNotMatch(code, /require\("(node:)?child_process"\)/);
    }
    assert.deepEqual((read('vss-extension.json') as { scopes: string[] }).scopes, []);
  });

  it('has a page without links into the repository', () => {
    const page = readFileSync(join(root, 'dist/overview.md'), 'utf8');
    assert.doesNotMatch(page, /\]\((?!https:)|npm ci|<!--/);
    assert.match(page, /^## Inputs$/m);
    assert.match(page, /^## Troubleshooting$/m);
  });

  it('credits every library that is inside it', () => {
    const notices = readFileSync(join(root, 'dist/ThirdPartyNotices.txt'), 'utf8');
    for (const name of [
      'azure-pipelines-task-lib',
      'https-proxy-agent',
      'http-proxy-agent',
      'agent-base',
      'semver',
    ]) {
      assert.match(notices, new RegExp(`^${name} \\d+\\.\\d+\\.\\d+$`, 'm'));
    }
  });
});
