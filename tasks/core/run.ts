import { readSecretVariable, readVariable, type AgentEnvironment } from './agent-environment.js';
import { validate } from './actions/validate.js';
import { TaskError } from './errors.js';
import { type Outcome } from './outcome.js';
import { type Pipeline, type Ports } from './ports.js';
import { secretsInside } from './paste-hints.js';
import { REASONS } from './reasons.js';
import { parseRequest } from './request.js';
import { Secret } from './secret.js';
import { namedConnections } from './service-connection.js';

/**
 * One run of the main phase. Order matters: every secret that the agent handed over and that this run touches is
 * masked before anything else is said, even when the inputs turn out to be wrong.
 */
export async function run(environment: AgentEnvironment, ports: Ports): Promise<Outcome> {
  try {
    const named = namedConnections(environment);
    maskAll(environment, named, ports.pipeline);
    return await validate(parseRequest(environment, named), ports);
  } catch (error) {
    return failed(
      error instanceof TaskError ? error : new TaskError('internalError', { code: nameOf(error) }),
    );
  }
}

function maskAll(
  environment: AgentEnvironment,
  named: ReturnType<typeof namedConnections>,
  pipeline: Pipeline,
): void {
  for (const each of named) {
    if (!('connection' in each)) continue;
    const { secret, userName } = each.connection.credential;
    pipeline.mask(secret, [userName]);
    for (const inner of secretsInside(secret.reveal())) pipeline.mask(new Secret(inner), [userName]);
  }
  const proxyPassword = readSecretVariable(environment, 'agent.proxypassword');
  const proxyUser = readVariable(environment, 'agent.proxyusername');
  if (proxyPassword) pipeline.mask(proxyPassword, proxyUser ? [proxyUser] : []);
  const certificatePassword = readSecretVariable(environment, 'agent.clientcertpassword');
  if (certificatePassword) pipeline.mask(certificatePassword);
}

function failed({ reason, message }: TaskError): Outcome {
  return { status: REASONS[reason].status, reason, message, outputs: {} };
}

/** The kind of an unexpected error, never its message: that may quote anything. */
function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
