import { type ClientRequest, type IncomingMessage, request as httpRequest } from 'node:http';
import { type Answer } from '../../answer.js';
import { TaskError } from '../../errors.js';
import { type Facts } from '../../reasons/ending.js';
import { type Deadline } from './deadline.js';
import { networkFault, type Progress } from './network-fault.js';
import { type Transport } from './transport.js';

/** What is read of an answer at the most. Those we ask for have a few thousand bytes, a sign-in page 16,000. */
export const LARGEST_ANSWER = 1024 * 1024;

export interface Message {
  method: 'GET';
  address: URL;
  headers: Record<string, string>;
}

/**
 * One request and its answer, whatever its status; redirects are answers. Throws a `TaskError` where there is none.
 */
export async function send(message: Message, transport: Transport, deadline: Deadline): Promise<Answer> {
  const { address, method, headers } = message;
  // node:https costs a start-up that a plain Server collection need not pay.
  const request = address.protocol === 'https:' ? (await import('node:https')).request : httpRequest;
  const { proxy } = transport;
  const progress: Progress = {
    ...(proxy && { proxy }),
    throughProxy: !proxy,
    phase: proxy ? `connecting through the agent's proxy ${proxy}` : 'connecting',
    bytes: 0,
    answered: false,
  };
  const facts: Facts = { target: address.origin, host: address.host };

  return new Promise((resolve, reject) => {
    const outgoing = request(address, { method, headers, ...transport.options });
    const fail = (error: TaskError): void => {
      reject(error);
      outgoing.destroy();
    };
    const timeUp = (): void =>
      fail(new TaskError('timedOut', { ...facts, seconds: deadline.seconds, phase: progress.phase }));
    deadline.signal.addEventListener('abort', timeUp);
    if (deadline.signal.aborted) timeUp();
    // 101 has no body and no 'response'; without a listener Node would close the connection and say nothing.
    outgoing.on('upgrade', ({ statusCode: status = 101, headers }, socket) => {
      socket.destroy();
      resolve({ status, headers, body: '' });
    });
    outgoing.on('close', () => {
      deadline.signal.removeEventListener('abort', timeUp);
      // Of no effect where the request has ended otherwise, as it should have: a promise is settled once.
      if (!progress.answered) fail(new TaskError('networkError', facts));
    });
    outgoing.on('error', (cause) => fail(networkFault(cause, facts, progress)));
    watch(outgoing, progress, facts, fail);
    outgoing.on('response', (incoming) => {
      if (proxy && incoming.statusCode === 407)
        fail(new TaskError('proxyAuthentication', { ...facts, proxy }));
      else read(incoming, progress, facts, fail, resolve);
    });
    outgoing.end();
  });
}

/** Follows how far the request comes, for the words of a failure; a proxy that refuses to connect ends it. */
function watch(
  outgoing: ClientRequest,
  progress: Progress,
  facts: Facts,
  fail: (error: TaskError) => void,
): void {
  // Both proxy agents emit it; the one for plain HTTP, which has no CONNECT, without a status.
  outgoing.on('proxyConnect', ({ statusCode: httpStatus = 200 }: { statusCode?: number }) => {
    progress.throughProxy = true;
    progress.phase = outgoing.protocol === 'https:' ? 'securing the connection' : 'waiting for the answer';
    if (httpStatus === 200) return;
    const proxy = progress.proxy ?? '';
    fail(
      new TaskError(httpStatus === 407 ? 'proxyAuthentication' : 'proxyRefused', {
        ...facts,
        proxy,
        httpStatus,
      }),
    );
  });
  outgoing.on('socket', (socket) => {
    socket.on('connect', () => {
      if (outgoing.protocol === 'https:') progress.phase = 'securing the connection';
    });
    socket.on('secureConnect', () => (progress.phase = 'waiting for the answer'));
  });
  outgoing.on('finish', () => (progress.phase = 'waiting for the answer'));
}

function read(
  incoming: IncomingMessage,
  progress: Progress,
  facts: Facts,
  fail: (error: TaskError) => void,
  resolve: (answer: Answer) => void,
): void {
  const chunks: Buffer[] = [];
  progress.answered = true;
  progress.phase = 'the answer was arriving';
  incoming.on('error', (cause) => fail(networkFault(cause, facts, progress)));
  incoming.on('data', (chunk: Buffer) => {
    progress.bytes += chunk.length;
    progress.phase = `the answer was arriving (${progress.bytes} bytes so far)`;
    chunks.push(chunk);
    if (progress.bytes > LARGEST_ANSWER)
      fail(new TaskError('answerTooLarge', { ...facts, bytes: LARGEST_ANSWER }));
  });
  incoming.on('end', () =>
    resolve({
      status: incoming.statusCode ?? 0,
      headers: incoming.headers,
      body: Buffer.concat(chunks).toString('utf8'),
    }),
  );
}
