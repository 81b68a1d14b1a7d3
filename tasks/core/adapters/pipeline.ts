import * as tl from 'azure-pipelines-task-lib/task';
import { TaskError } from '../errors.js';
import { OUTPUT_NAMES, type Outcome } from '../outcome.js';
import { type Pipeline } from '../ports.js';
import { withoutCommands } from '../safe-text.js';
import { spellings } from '../spellings.js';

/** The pipeline, and what only the entry file does with it: closing the step. */
export interface AgentPipeline extends Pipeline {
  /** Sets all outputs, then the result. The exit code stays 0: another spoils a retry (agent-contract 1.5). */
  report: (outcome: Outcome) => void;
}

/**
 * The running pipeline, by the agent's logging commands. All goes to stdout: the agent handles stderr before stdout,
 * so a line there can overtake the command that masks what it holds (agent-contract 3.4).
 */
export function createPipeline(): AgentPipeline {
  silenceStderr();
  const masked = new Set<string>();
  /** The second lock, behind the agent's masker: what is registered leaves only by `exportCredential`. */
  const redact = (text: string): string =>
    [...masked].reduce((safe, secret) => safe.replaceAll(secret, '***'), text);
  const mask: Pipeline['mask'] = (secret, userNames = []) => {
    for (const spelling of spellings(secret.reveal(), userNames)) {
      if (!masked.has(spelling)) tl.setSecret(spelling);
      masked.add(spelling);
    }
  };

  const pipeline: AgentPipeline = {
    mask,
    info: (message) => console.log(withoutCommands(redact(message))),
    warn: (message) => tl.warning(redact(message)),
    exportCredential(variable, value, as) {
      mask(value);
      // Not tl.setVariable: it also writes a public value into this process's own environment.
      tl.command('task.setvariable', { variable, issecret: String(as === 'secret') }, value.reveal());
    },
    remember: (variable, value) => tl.command('task.settaskvariable', { variable }, redact(value)),
    report({ status, reason, message, outputs }) {
      process.off('beforeExit', reportNothing);
      const all = { ...outputs, status, reason };
      for (const variable of OUTPUT_NAMES) {
        tl.command('task.setvariable', { variable, isoutput: 'true' }, redact(all[variable] ?? ''));
      }
      setResult(status, redact(message));
    },
  };
  // A step that ends without a result is taken for a success: an exit that nobody meant must not be one.
  const reportNothing = (): void => {
    const error = new TaskError('internalError');
    pipeline.report({ status: 'refused', reason: error.reason, message: error.message, outputs: {} });
  };
  process.once('beforeExit', reportNothing);
  return pipeline;
}

/**
 * Node itself prints whole requests to stderr, credential included, where a job sets NODE_DEBUG; it has read that
 * variable before any code runs. What the task has to say goes to stdout.
 */
function silenceStderr(): void {
  process.stderr.write = () => true;
}

/** Sets a variable to nothing, as secret as it was. */
export function emptyVariable(variable: string, secret: boolean): void {
  tl.command('task.setvariable', { variable, issecret: String(secret) }, '');
}

function setResult(status: Outcome['status'], message: string): void {
  switch (status) {
    case 'ok':
      return tl.setResult(tl.TaskResult.Succeeded, '');
    case 'warning':
      // The warning itself was given when it was due.
      return tl.setResult(tl.TaskResult.SucceededWithIssues, '');
    case 'bad':
    case 'refused':
    case 'unreachable':
      return tl.setResult(tl.TaskResult.Failed, message);
  }
}
