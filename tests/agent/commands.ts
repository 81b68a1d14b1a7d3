import { type Command, isCommandKeyword, parseCommand, unescapeText } from './command';
import { hostCommands } from './commands-host';
import { reportCommands } from './commands-report';
import { variableCommands } from './commands-variables';
import { decodesPercents } from './knobs';
import { isCommandAllowed } from './restrictions';
import { caught, debug, error, failCommand, type StepState, warning } from './step-state';

export type CommandHandler = (step: StepState, command: Command) => void;

const help = 'Please reference documentation (http://go.microsoft.com/fwlink/?LinkId=817296)';

const keepForServer: CommandHandler = ({ record }, { area, event, data }) => {
  record.serverCommands.push(`${area}.${event} ${data}`);
};

/** The agent drops telemetry of tasks that are not Microsoft's own. */
const drop: CommandHandler = () => undefined;

const areas: Record<string, Record<string, CommandHandler>> = {
  task: { ...variableCommands, ...reportCommands, ...hostCommands },
  telemetry: { publish: drop },
  artifact: { associate: keepForServer, upload: keepForServer },
  build: {
    uploadlog: keepForServer,
    uploadsummary: keepForServer,
    updatebuildnumber: keepForServer,
    addbuildtag: keepForServer,
  },
  results: { publish: keepForServer, publishtoevidencestore: keepForServer },
  codecoverage: { publish: keepForServer },
};

/** Obeys a line that is a command. `false` means that the line is to be printed. */
export function processCommand(step: StepState, line: string): boolean {
  const decodePercents = decodesPercents(step.job);
  const command = parseCommand(line, decodePercents);
  if (!command) {
    if (isCommandKeyword(line)) {
      warning(
        step,
        `'${line}' contains logging command keyword '##vso', but it's not a legal command. ` +
          'Please see the list of accepted commands: https://go.microsoft.com/fwlink/?LinkId=817296',
      );
    }
    return false;
  }

  const area = command.area.toLowerCase();
  if (area === 'release') {
    error(step, `${command.area} commands are not supported for Build flow. ${help}`);
    failCommand(step);
    return false;
  }
  const handlers = areas[area];
  if (handlers) {
    run(step, command, handlers, { line, decodePercents });
  } else {
    warning(step, `Cannot find command extension for ##vso[${command.area}.command]. ${help}`);
  }
  return true;
}

/** A command that fails is printed as it came, with what may be a secret in it, and fails the step. */
function run(
  step: StepState,
  command: Command,
  handlers: Record<string, CommandHandler>,
  { line, decodePercents }: { line: string; decodePercents: boolean },
): void {
  const [area, event] = [command.area.toLowerCase(), command.event.toLowerCase()];
  try {
    findHandler(handlers, command, area, event)(step, command);
  } catch (fault) {
    error(step, `Unable to process command '${line}' successfully. ${help}`);
    caught(step, fault instanceof Error ? fault : new Error(String(fault)));
    failCommand(step);
  } finally {
    if (`${area}.${event}` !== 'task.debug') debug(step, `Processed: ${unescapeText(line, decodePercents)}`);
  }
}

function findHandler(
  handlers: Record<string, CommandHandler>,
  { area: writtenArea, event: writtenEvent }: Command,
  area: string,
  event: string,
): CommandHandler {
  const handler = Object.hasOwn(handlers, event) ? handlers[event] : undefined;
  if (!handler) {
    const extension = area === 'codecoverage' ? 'codecoverage' : area;
    throw new Error(
      `##vso[${area}.${writtenEvent}] is not a recognized command for ${extension} command extension. ${help}.`,
    );
  }
  return (step, command) => {
    if (isCommandAllowed([...step.restrictions], area, event)) {
      handler(step, command);
      return;
    }
    warning(
      step,
      `##vso[${writtenArea}.${writtenEvent}] is not allowed in this step due to policy restrictions. ${help}`,
    );
  };
}
