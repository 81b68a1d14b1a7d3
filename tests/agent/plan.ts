import { type Condition } from './conditions';
import { parseCondition } from './condition-parser';
import { installTask } from './directories';
import { type Phase } from './job-record';
import { type JobState } from './job-state';
import { type QueuedStep } from './queue';
import { type Restrictions } from './restrictions';
import { runScript } from './script-step';
import { type StepState } from './step-state';
import { runTask } from './task-step';
import { Variables } from './variables';

export interface PlannedStep {
  name: string;
  /** As the timeline shows it. */
  title: string;
  phase: Phase;
  condition: Condition;
  conditionText: string;
  continueOnError: boolean;
  timeoutInMinutes: number | undefined;
  restrictions: Restrictions[];
  /** Shared by the phases of one step, and by nothing else. */
  taskVariables: Variables;
  run: (step: StepState, cancelled: AbortSignal) => Promise<void>;
}

/** Pre-job steps, then main steps, then the post-job steps: those always run, the last one first. */
export function planSteps(job: JobState, queued: QueuedStep[]): PlannedStep[] {
  const phases = queued.map((step) => planStep(job, step));
  const ofPhase = (phase: Phase): PlannedStep[] =>
    phases.flatMap((steps) => steps.filter((step) => step.phase === phase));
  return [...ofPhase('pre'), ...ofPhase('main'), ...ofPhase('post').reverse()];
}

function planStep(job: JobState, queued: QueuedStep): PlannedStep[] {
  const { definition, task } = queued;
  const taskVariables = new Variables((value) => job.masker.add(value));
  const own = {
    name: queued.name,
    continueOnError: definition.continueOnError ?? false,
    timeoutInMinutes: definition.timeoutInMinutes,
    restrictions: restrictionsOf(queued),
    taskVariables,
  };
  const ifMet = { condition: queued.condition, conditionText: definition.condition ?? 'succeeded()' };
  const always = { condition: parseCondition('always()'), conditionText: 'always()' };

  if ('script' in definition) {
    const run: PlannedStep['run'] = (step, cancelled) => runScript(step, definition, cancelled);
    return [{ ...own, ...ifMet, title: queued.displayName, phase: 'main', run }];
  }
  const directory = installTask(job.directories, task!.definition, task!.folder);
  return (Object.keys(task!.definition.handlers) as Phase[]).map((phase) => ({
    ...own,
    ...(phase === 'post' ? always : ifMet),
    title: titles[phase](queued.displayName),
    phase,
    run: (step, cancelled) => runTask(step, { queued, phase, directory, cancelled }),
  }));
}

const titles: Record<Phase, (name: string) => string> = {
  pre: (name) => `Pre-job: ${name}`,
  main: (name) => name,
  post: (name) => `Post-job: ${name}`,
};

/** What task.json says and what `target:` says of the step; both must allow. */
function restrictionsOf({ definition, task }: QueuedStep): Restrictions[] {
  const { target } = definition;
  return [
    ...(task?.definition.restrictions ? [task.definition.restrictions] : []),
    ...(target?.commands === 'restricted' ? [{ mode: 'restricted' as const }] : []),
    ...(target?.settableVariables ? [{ settableVariables: target.settableVariables }] : []),
  ];
}
