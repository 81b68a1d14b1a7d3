import { randomUUID } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { processCommand } from './commands';
import { scriptEnvironment } from './environment';
import { ProcessExitCodeError } from './faults';
import { expand, resolveEnvironment } from './inputs';
import { type ScriptStep } from './job-definition';
import { runChild } from './run-child';
import { runWithRetries } from './retries';
import { output, type StepState } from './step-state';

/**
 * A `script:` or `bash:` step: what Microsoft's tasks CmdLine and Bash do, as far as a pipeline can tell.
 * Unlike theirs, the file is removed at once, so that a secret which the author wrote into the script by
 * `$(name)` does not count as left behind.
 */
export async function runScript(step: StepState, script: ScriptStep, cancelled: AbortSignal): Promise<void> {
  const { job } = step;
  const content = expand(job, script.script.trim());
  const own = resolveEnvironment(job, script.env);
  const shell = chooseShell(script.shell);

  await runWithRetries(step, { count: script.retryCountOnTaskFailure ?? 0, cancelled }, async () => {
    const file = path.join(job.directories.temp, `${randomUUID()}${shell.extension}`);
    writeFileSync(file, `${shell.prologue}${content}\n`, { mode: 0o755 });
    printHeader(step, content, [shell.file, ...shell.args, file]);
    try {
      await runChild(step, cancelled, {
        file: shell.file,
        args: [...shell.args, file],
        cwd: job.variables.get('system.defaultWorkingDirectory') ?? job.directories.sources,
        environment: scriptEnvironment(step, own),
      });
    } catch (fault) {
      if (!(fault instanceof ProcessExitCodeError)) throw fault;
      const message = `${shell.title} exited with code '${fault.exitCode}'.`;
      processCommand(step, `##vso[task.issue type=error;]${message}`);
      processCommand(step, `##vso[task.complete result=Failed;]${message}`);
    } finally {
      rmSync(file, { force: true });
    }
  });
}

function printHeader(step: StepState, content: string, command: string[]): void {
  output(step, 'Generating script.');
  if (!content.includes('\n') && !content.includes('##vso[')) {
    output(step, 'Script contents:');
    output(step, content);
  }
  output(step, '========================== Starting Command Output ===========================');
  output(step, `[command]${command.join(' ')}`);
}

interface Shell {
  title: string;
  file: string;
  args: string[];
  extension: string;
  prologue: string;
}

function chooseShell(shell: ScriptStep['shell']): Shell {
  if (shell === 'script' && process.platform === 'win32') {
    const args = ['/D', '/E:ON', '/V:OFF', '/S', '/C', 'CALL'];
    return { title: 'Cmd.exe', file: 'cmd.exe', args, extension: '.cmd', prologue: '@echo off\r\n' };
  }
  return { title: 'Bash', file: 'bash', args: ['--noprofile', '--norc'], extension: '.sh', prologue: '' };
}
