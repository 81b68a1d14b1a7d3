import { processCommand } from './commands';
import { type ChildRecord } from './job-record';
import { type Launch, runProcess } from './process';
import { debug, output, type StepState } from './step-state';

/** Runs one process of a step: each line of its output is obeyed if it is a command, else printed. */
export async function runChild(step: StepState, cancelled: AbortSignal, launch: Launch): Promise<void> {
  const { delays, settings, leftovers } = step.job;
  const record: ChildRecord = {
    argv: [launch.file, ...launch.args],
    environment: launch.environment,
    raw: [],
    exitCode: undefined,
    signals: [],
  };
  step.record.children.push(record);

  const abandon = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  step.onDone = () => {
    timer ??= setTimeout(() => abandon.abort(), delays.forceCompleteMs);
  };
  try {
    await runProcess(launch, record, {
      delays,
      order: settings.streamOrder ?? 'asWritten',
      cancelled,
      abandoned: abandon.signal,
      onLine: (line) => {
        if (!abandon.signal.aborted && !processCommand(step, line)) output(step, line);
      },
      onLeftover: (end) => leftovers.push(end),
    });
    if (abandon.signal.aborted) {
      debug(
        step,
        'The task was marked as "done", but the process has not closed after 5 seconds. ' +
          'Treating the task as complete.',
      );
    }
  } finally {
    clearTimeout(timer);
  }
}
