import { type JobState } from './job-state';
import { type PlannedStep } from './plan';
import { type StepState } from './step-state';

/** The step as it begins; its record belongs to the job's from now on. */
export function createStepState(job: JobState, planned: PlannedStep): StepState {
  const step: StepState = {
    job,
    restrictions: planned.restrictions,
    taskVariables: planned.taskVariables,
    outputNames: new Set(),
    detailIds: new Set(),
    result: undefined,
    commandResult: undefined,
    onDone: () => undefined,
    record: {
      name: planned.name,
      displayName: planned.title,
      phase: planned.phase,
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
    },
  };
  job.records.push(step.record);
  return step;
}
