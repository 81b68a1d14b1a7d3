import { type AgentEnvironment } from '../agent-environment.js';

/** What task-lib would print into the debug log or write to disk as soon as it is loaded, if it found it. */
const SENSITIVE =
  /^(INPUT_|ENDPOINT_AUTH_|SECRET_|SECUREFILE_TICKET_|VSTS_TASKVARIABLE_|AGENT_PROXY|AGENT_CLIENTCERT)/;

/**
 * What the agent started the task with, taken out of `process.env` before task-lib is loaded. Each of task-lib's
 * readers prints what it reads, secrets included, before it can be masked; and its import alone prints the proxy's
 * password and leaves a key to it in the agent's temporary folder (agent-contract 2.5, 3.6 and 4). Entry files import
 * this module first; no child could inherit a secret afterwards.
 */
export const environment: AgentEnvironment = { ...process.env };

for (const name of Object.keys(process.env)) {
  if (SENSITIVE.test(name.toUpperCase())) Reflect.deleteProperty(process.env, name);
}
