import { type AgentEnvironment } from '../../agent-environment.js';
import { readNetworkSettings } from '../../network-settings.js';
import { type AzureDevOps, type Clock } from '../../ports.js';
import { timeoutSeconds } from '../../request.js';
import { whoami } from './connection-data.js';
import { startDeadline } from './deadline.js';
import { createHttp } from './http.js';

/** Azure DevOps over the network, as the agent is configured to reach it; the deadline of the step starts here. */
export function connectAzureDevOps(
  environment: AgentEnvironment,
  clock: Clock,
  onWait: (message: string) => void,
): AzureDevOps {
  const deadline = startDeadline(timeoutSeconds(environment));
  const http = createHttp(readNetworkSettings(environment), deadline, onWait);
  return { whoami: (organization, credential) => whoami(http, clock, organization, credential) };
}
