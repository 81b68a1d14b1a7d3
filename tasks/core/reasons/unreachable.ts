import { bracketed, by, wait, type Ending } from './ending.js';

/** No verdict: Azure DevOps did not answer, or not as itself (token-api 2.4 and 11). */
export const UNREACHABLE = {
  throttled: {
    status: 'unreachable',
    say: ({ target, resource, retryAfter }) =>
      `${target} is throttling requests (HTTP 429${by(resource)})${wait(retryAfter)}. This says nothing about the ` +
      `credential. Try again later, spread the load, or raise 'timeoutSeconds' above the wait.`,
  },
  serviceError: {
    status: 'unreachable',
    say: ({ target, httpStatus, retryAfter }) =>
      `${target} answered with an error of its own (HTTP ${httpStatus})${wait(retryAfter)}. This says nothing about ` +
      `the credential. See https://status.dev.azure.com, or the server's administrator, and try again.`,
  },
  organizationOffline: {
    status: 'unreachable',
    say: ({ target }) =>
      `${target} is offline: Azure DevOps says that this organization or collection is stopped or being moved. Try ` +
      `again later, or ask its administrator.`,
  },
  apiVersionRefused: {
    status: 'unreachable',
    say: ({ target, code }) =>
      `${target} does not take the version of the request${bracketed(code)}. The task asks for none, so a gateway ` +
      `has rewritten it, or the server is older than Azure DevOps Server 2019. The credential was not judged.`,
  },
  dnsFailed: {
    status: 'unreachable',
    say: ({ host, code }) =>
      `The name '${host}' could not be resolved${bracketed(code)}. Check its spelling, and the agent's DNS; an agent ` +
      `behind a proxy needs it configured (config --proxyurl).`,
  },
  connectionRefused: {
    status: 'unreachable',
    say: ({ host, code }) =>
      `'${host}' refused the connection${bracketed(code)}. Nothing listens there, or a firewall rejects this agent.`,
  },
  connectionReset: {
    status: 'unreachable',
    say: ({ host, code }) =>
      `'${host}' closed the connection before it answered${bracketed(code)}, more than once. A firewall or gateway ` +
      `between this agent and Azure DevOps is the likely cause.`,
  },
  hostUnreachable: {
    status: 'unreachable',
    say: ({ host, code }) =>
      `There is no way to '${host}' from this agent${bracketed(code)}. Check its network.`,
  },
  tlsNotTrusted: {
    status: 'unreachable',
    say: ({ host, code }) =>
      `The certificate of '${host}' is not trusted${bracketed(code)}, so the credential was not sent. If a private ` +
      `certificate authority or an inspecting proxy is meant to be there, give its certificate to the agent ` +
      `(config --sslcacert).`,
  },
  tlsFailed: {
    status: 'unreachable',
    say: ({ host, code }) =>
      `No secure connection to '${host}' came about${bracketed(code)}, so the credential was not judged. The other ` +
      `side may want a client certificate (config --sslclientcert) or speak another protocol on this port.`,
  },
  certificateUnreadable: {
    status: 'unreachable',
    say: ({ code, phase }) =>
      `The agent's ${phase} could not be read${bracketed(code)}. Check the files named when the agent was ` +
      `configured (--sslcacert, --sslclientcert, --sslclientcertkey, --sslclientcertpassword).`,
  },
  proxyUnreachable: {
    status: 'unreachable',
    say: ({ proxy, code }) =>
      `The agent's proxy ${proxy} cannot be reached${bracketed(code)}. Check its address (config --proxyurl).`,
  },
  proxyAuthentication: {
    status: 'unreachable',
    say: ({ proxy }) =>
      `The agent's proxy ${proxy} wants a user name and password (HTTP 407), and the agent gave none or wrong ones ` +
      `(config --proxyusername, --proxypassword).`,
  },
  proxyRefused: {
    status: 'unreachable',
    say: ({ proxy, host, httpStatus }) =>
      `The agent's proxy ${proxy} does not connect to '${host}' (HTTP ${httpStatus}). Have the host allowed there, ` +
      `or put it on the agent's bypass list. The credential was not sent.`,
  },
  timedOut: {
    status: 'unreachable',
    say: ({ host, seconds, phase }) =>
      `'${host}' took longer than the ${seconds} s allowed by 'timeoutSeconds': time ran out while ${phase}. This ` +
      `says nothing about the credential.`,
  },
  answerTooLarge: {
    status: 'unreachable',
    say: ({ host, bytes }) =>
      `The answer of '${host}' is larger than ${bytes} bytes and was not read further. Azure DevOps answers this ` +
      `request in a few thousand; something else answered in its place.`,
  },
  answerCut: {
    status: 'unreachable',
    say: ({ host, bytes }) =>
      `The answer of '${host}' broke off after ${bytes} bytes. A proxy or gateway on the way is the likely cause.`,
  },
  truncatedJson: {
    status: 'unreachable',
    say: ({ host, bytes }) =>
      `The answer of '${host}' ends in the middle (JSON cut off after ${bytes} bytes). A proxy or gateway on the ` +
      `way is the likely cause.`,
  },
  notJson: {
    status: 'unreachable',
    say: ({ host, httpStatus }) =>
      `'${host}' answered with something other than JSON (HTTP ${httpStatus}): a page of a proxy or gateway, or a ` +
      `host that is not Azure DevOps. Check the connection's URL.`,
  },
  notHttp: {
    status: 'unreachable',
    say: ({ host, code }) =>
      `What answers at '${host}' does not speak HTTP${bracketed(code)}. Check host, port and http/https of the URL.`,
  },
  redirected: {
    status: 'unreachable',
    say: ({ target, httpStatus }) =>
      `${target} answered with a redirect (HTTP ${httpStatus}). It was not followed, since a credential goes to its ` +
      `own host only. Use the address it leads to in the service connection, if you trust it.`,
  },
  unexpectedAnswer: {
    status: 'unreachable',
    say: ({ target, httpStatus, code }) =>
      `${target} answered in a way this task does not know (HTTP ${httpStatus}${code ? `, ${code}` : ''}), so it ` +
      `gives no verdict. Check that the URL is an Azure DevOps organization or Server collection.`,
  },
  networkError: {
    status: 'unreachable',
    say: ({ host, code }) => `The request to '${host}' failed${bracketed(code)}.`,
  },
} as const satisfies Record<string, Ending>;
