import assert from 'node:assert/strict';

import { parsePipeline, PipelineError } from './pipeline-yaml';

function faultsOf(yaml: string): string[] {
  try {
    parsePipeline(yaml, 'ci.yml');
  } catch (error) {
    if (error instanceof PipelineError) return error.faults;
    throw error;
  }
  return [];
}

describe('a pipeline', () => {
  it('is refused with all its faults at once, each by name and line', () => {
    assert.deepEqual(
      faultsOf(`resources:
  repositories: []
steps:
- checkout: self
- task: AzureDevOpsPat
  input: {}
- script: echo
  workingDirectory: x
  condition: in(1, 2)
  timeoutInMinutes: soon
- bash: echo
  continueOnError: maybe
  name: a-b
  target: container
- task: A@1
  target: { commands: none }
  inputs: [a]
- echo
variables:
- group: secrets
`),
      [
        "ci.yml:1: 'resources' is not known to the local agent.",
        "ci.yml:4: a step 'checkout' is not known to the local agent.",
        "ci.yml:5: 'AzureDevOpsPat' must be a task with its version.",
        "ci.yml:6: 'input' is not known to the local agent.",
        "ci.yml:8: 'workingDirectory' is not known to the local agent.",
        "ci.yml:9: Condition 'in(1, 2)': function 'in' is not known to the local agent.",
        "ci.yml:10: 'timeoutInMinutes' must be a whole number.",
        "ci.yml:12: 'continueOnError' must be true or false.",
        "ci.yml:13: the name 'a-b' may hold only letters, digits and '_'.",
        "ci.yml:14: 'target' must be a map.",
        "ci.yml:16: 'none' must be 'any' or 'restricted'.",
        "ci.yml:17: 'inputs' must be a map.",
        'ci.yml:18: a step must be a map.',
        "ci.yml:20: 'group' is not known to the local agent.",
        "ci.yml:20: a variable has no 'name'.",
      ],
    );
  });

  const refused: [name: string, yaml: string, fault: string][] = [
    ['without steps', 'trigger: none', "ci.yml:1: a list 'steps' is missing."],
    ['that is empty', '', 'ci.yml:1: The pipeline must be a map.'],
    [
      'with two jobs',
      'jobs:\n- job: a\n- job: b',
      "ci.yml:2: 'jobs' holds 2 jobs, and the local agent runs exactly one.",
    ],
    [
      'with a template expression',
      'steps:\n- script: echo ${{ parameters.x }}',
      "ci.yml:2: the expression 'echo ${{ parameters.x }}' is not known to the local agent.",
    ],
    [
      'with a runtime expression',
      "variables:\n  a: $[variables['b']]\nsteps: []",
      "ci.yml:2: the expression '$[variables['b']]' is not known to the local agent.",
    ],
    [
      'with an anchor',
      'variables: &a { x: 1 }\nsteps:\n- script: x\n  env: *a',
      'ci.yml:4: anchors are not supported.',
    ],
  ];
  for (const [name, yaml, fault] of refused) {
    it(`${name} is refused`, () => {
      assert.equal(faultsOf(yaml)[0], fault);
    });
  }

  it('that is no YAML is refused with the line', () => {
    assert.match(faultsOf('steps:\n- script: "x\n')[0] ?? '', /^ci\.yml:\d+: Missing closing/);
  });
});
