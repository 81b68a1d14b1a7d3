import { setTimeout as pause } from 'node:timers/promises';
import { header, retryAfter, type Answer } from '../../answer.js';
import { TaskError } from '../../errors.js';
import { type NetworkSettings } from '../../network-settings.js';
import { isOwnAddress, type Organization } from '../../organization.js';
import { type Credential } from '../../service-connection.js';
import { type Deadline } from './deadline.js';
import { send } from './send.js';
import { type Trust } from './secure-context.js';
import { openTransport } from './transport.js';

export interface Http {
  /** An answer of any status. Throws a `TaskError` where there is none. */
  get(organization: Organization, path: string, credential: Credential): Promise<Answer>;
}

/** What a failed attempt may be followed by, at the most. */
const ATTEMPTS = 4;

/**
 * Requests with a credential: to its own host only, within the deadline, tried again where another try can help.
 * `onWait` is told before each wait.
 */
export function createHttp(
  network: NetworkSettings,
  deadline: Deadline,
  onWait: (message: string) => void,
): Http {
  async function attemptTrusting(
    trust: Trust,
    organization: Organization,
    address: URL,
    credential: Credential,
  ): Promise<Answer | TaskError> {
    try {
      const transport = await openTransport(address, organization, network, trust, deadline.signal);
      return await send({ method: 'GET', address, headers: headersFor(credential) }, transport, deadline);
    } catch (error) {
      if (error instanceof TaskError) return error;
      throw error;
    }
  }

  /**
   * Where there is a private authority, most that is reached is certified by it, and Node's 150 roots take longer to
   * parse than all the rest: they are asked second. A certificate that is not trusted is found before anything is sent.
   */
  async function attempt(...request: [Organization, URL, Credential]): Promise<Answer | TaskError> {
    const first = await attemptTrusting(network.caFile ? 'private' : 'node', ...request);
    const isStranger = network.caFile && first instanceof TaskError && first.reason === 'tlsNotTrusted';
    return isStranger ? attemptTrusting('node', ...request) : first;
  }

  return {
    async get(organization, path, credential) {
      const address = new URL(`${organization.url}/${path}`);
      if (!isOwnAddress(organization, address)) throw new Error('A credential goes to its own host only.');
      for (let tried = 1; ; tried++) {
        const result = await attempt(organization, address, credential);
        const wait = tried < ATTEMPTS ? waitBefore(result, tried) : undefined;
        // A wait that would end with the deadline is not begun: what is known is said at once.
        if (wait === undefined || wait >= deadline.remainingMilliseconds()) {
          if (result instanceof TaskError) throw result;
          return result;
        }
        const what = result instanceof TaskError ? result.reason : `HTTP ${result.status}`;
        onWait(`${address.host}: ${what}; trying again in ${(wait / 1000).toFixed(1)} s.`);
        await pause(wait);
      }
    },
  };
}

function headersFor({ secret, userName }: Credential): Record<string, string> {
  return {
    Accept: 'application/json',
    Authorization: `Basic ${Buffer.from(`${userName}:${secret.reveal()}`).toString('base64')}`,
    'User-Agent': 'AzureDevOpsPat',
    // Without it a refusal is a redirect to the sign-in page (token-api 2.4).
    'X-TFS-FedAuthRedirect': 'Suppress',
    // Asks for the owner of the credential, who is named even where permission is missing (token-api 2.2).
    'X-VSS-UserData': '',
  };
}

/**
 * Milliseconds before another attempt; undefined where none can help. Only requests without an effect come here.
 * The statuses are those that Microsoft's own client tries again (token-api 11), and what throttling asks for.
 */
function waitBefore(result: Answer | TaskError, tried: number): number | undefined {
  const backOff = 500 * 2 ** (tried - 1) * (0.75 + Math.random() / 2);
  if (result instanceof TaskError) return isPassing(result) ? backOff : undefined;
  if (![429, 502, 503, 504].includes(result.status) || header(result, 'x-vss-hostofflineerror'))
    return undefined;
  const asked = retryAfter(result, new Date());
  return asked === undefined ? backOff : asked * 1000;
}

function isPassing({ reason, facts }: TaskError): boolean {
  return (
    ['connectionReset', 'answerCut'].includes(reason) ||
    ['EAI_AGAIN', 'ECONNRESET'].includes(facts.code ?? '')
  );
}
