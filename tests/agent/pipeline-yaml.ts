import { isMap, isSeq, LineCounter, parseDocument, visit } from 'yaml';

import { type JobDefinition } from './job-definition';
import { readSteps } from './pipeline-steps';
import { readVariables } from './pipeline-variables';
import { readMap, readText, type Reader } from './yaml-reader';

/** Holds all faults of a pipeline, each with its line. */
export class PipelineError extends Error {
  override readonly name = 'PipelineError';

  constructor(readonly faults: string[]) {
    super(faults.join('\n'));
  }
}

/**
 * Reads a pipeline with `steps:` or with one job in `jobs:`. The part of the language that this agent
 * runs is small; anything else is refused by name, so that no step silently means something else here.
 */
export function parsePipeline(yamlText: string, fileName = 'azure-pipelines.yml'): JobDefinition {
  const lines = new LineCounter();
  const document = parseDocument(yamlText, { lineCounter: lines });
  const faults: { line: number; what: string }[] = [];
  const reader: Reader = {
    refuse: (what, node) => faults.push({ line: lines.linePos(node?.range?.[0] ?? 0).line, what }),
  };

  for (const { message, pos } of document.errors) {
    faults.push({ line: lines.linePos(pos[0]).line, what: message.split('\n')[0] ?? message });
  }
  visit(document, {
    Alias: (_, node) => reader.refuse('anchors are not supported', node),
    Scalar: (_, node) => {
      if (typeof node.value === 'string' && /\$\{\{|^\s*\$\[/.test(node.value)) {
        reader.refuse(`the expression '${node.value.trim()}' is not known to the local agent`, node);
      }
    },
  });
  const job = faults.length === 0 ? readPipeline(document.contents, reader) : { steps: [] };
  if (faults.length === 0) return job;
  faults.sort((a, b) => a.line - b.line);
  throw new PipelineError(faults.map(({ line, what }) => `${fileName}:${line}: ${what}.`));
}

/** What concerns the server alone, and does not change what a step does. */
const ignored = ['trigger', 'pr', 'pool', 'schedules', 'name'];

function readPipeline(root: unknown, reader: Reader): JobDefinition {
  const { steps, jobs, variables } = readMap(root, 'The pipeline', reader, {
    known: ['steps', 'jobs', 'variables'],
    ignored,
  });
  const shared = readVariables(variables, reader);
  if (!jobs) {
    if (!isSeq(steps)) reader.refuse("a list 'steps' is missing", steps);
    return { variables: shared, steps: readSteps(steps, reader) };
  }
  if (steps) reader.refuse("'steps' and 'jobs' exclude each other", steps);
  const job = readJob(jobs, reader);
  return { ...job, variables: [...shared, ...(job.variables ?? [])] };
}

function readJob(jobs: Parameters<typeof readSteps>[0], reader: Reader): JobDefinition {
  const items = isSeq(jobs) ? jobs.items : [];
  if (items.length !== 1 || !isMap(items[0])) {
    reader.refuse(`'jobs' holds ${items.length} jobs, and the local agent runs exactly one`, jobs);
    return { steps: [] };
  }
  const { job, displayName, steps, variables } = readMap(items[0], 'The job', reader, {
    known: ['job', 'displayName', 'steps', 'variables'],
    ignored: ['pool'],
  });
  if (!isSeq(steps)) reader.refuse("a list 'steps' is missing in the job", items[0]);
  return {
    name: readText(job, 'job', reader),
    displayName: readText(displayName, 'displayName', reader),
    variables: readVariables(variables, reader),
    steps: readSteps(steps, reader),
  };
}
