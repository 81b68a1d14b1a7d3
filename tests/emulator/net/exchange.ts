import { type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { type HttpRequest, type HttpResponse } from '../service/message';
import { strikeEarly } from './early';
import { type Faults } from './faults';
import { recordOf, type RequestRecord } from './requests';
import { type Sockets } from './sockets';
import { send } from './send';
import { spoil } from './spoil';
import { type World } from '../world/world';

/** What one exchange needs of the emulator around it. */
export interface Exchange {
  world: World;
  faults: Faults;
  requests: RequestRecord[];
  sockets: Sockets;
  latencyMilliseconds: number;
  apply(request: HttpRequest): HttpResponse | Promise<HttpResponse>;
}

/** Answers one request; a fault of the emulator itself is said in a 500, as no test expects one. */
export function exchange(
  on: Exchange,
  origin: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): void {
  exchangeOnce(on, origin, incoming, outgoing).catch((error: unknown) => {
    // A client that went away in the middle of its request is nobody's fault.
    if (!incoming.socket.destroyed && !outgoing.headersSent) {
      outgoing.writeHead(500).end(`The emulator failed: ${String(error)}`);
    }
  });
}

/** Reads a request, lets the faults strike, applies it, and answers. */
async function exchangeOnce(
  on: Exchange,
  origin: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const request = await readRequest(origin, incoming);
  const record = recordOf(on.world, request);
  on.requests.push(record);
  const actions = on.faults.strike(request);
  if (on.latencyMilliseconds > 0) {
    await pause(on.latencyMilliseconds, undefined, { ref: false });
  }
  const early = await strikeEarly(actions, request, incoming.socket, on.sockets);
  if (early === 'ended') {
    return;
  }
  const late = actions.find((action) => action.kind === 'applyLate');
  if (late) {
    incoming.socket.destroy();
    await late.after;
  }
  const response = spoil(early ?? (await on.apply(request)), actions);
  for (const action of actions) {
    if (action.kind === 'call' && action.at === 'applied') {
      await action.hook(request);
    }
  }
  if (late || actions.some(({ kind }) => kind === 'loseAnswer')) {
    incoming.socket.destroy();
    return;
  }
  record.status = response.status;
  await send(response, request, outgoing, actions);
}

async function readRequest(origin: string, incoming: IncomingMessage): Promise<HttpRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    chunks.push(chunk);
  }
  const headers = Object.entries(incoming.headers).map(([name, value]) => [name, [value].flat().join(', ')]);
  return {
    method: incoming.method ?? 'GET',
    url: new URL(incoming.url ?? '/', origin),
    headers: Object.fromEntries(headers) as HttpRequest['headers'],
    body: Buffer.concat(chunks),
  };
}
