import assert from 'node:assert/strict';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { startDeadline } from '../../tasks/core/adapters/azure-devops/deadline.js';
import { createHttp, type Http } from '../../tasks/core/adapters/azure-devops/http.js';
import { type Answer } from '../../tasks/core/answer.js';
import { TaskError } from '../../tasks/core/errors.js';
import { type NetworkSettings } from '../../tasks/core/network-settings.js';
import { type Organization } from '../../tasks/core/organization.js';
import { PAT, pat } from '../fakes.js';

export const DIRECT: NetworkSettings = { skipCertificateValidation: false };

/** Servers of one test, on loopback; `close` ends them and all their connections. */
export interface Loopback {
  /** A server that speaks as it likes once it has been spoken to; `attempt` counts connections from 1. */
  speaking: (talk: (socket: Socket, attempt: number, heard: string) => void) => Promise<string>;
  serving: (listener: RequestListener) => Promise<string>;
  close: () => void;
}

export function createLoopback(): Loopback {
  const servers: Server[] = [];
  const sockets = new Set<Socket>();

  async function listen(server: Server): Promise<string> {
    servers.push(server.on('connection', (socket) => sockets.add(socket)));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  return {
    speaking(talk) {
      let attempts = 0;
      return listen(
        createServer((socket) => {
          socket.on('error', () => undefined);
          socket.once('data', (data) => talk(socket, ++attempts, data.toString()));
        }),
      );
    },
    serving: (listener) => listen(createHttpServer(listener)),
    close() {
      for (const socket of sockets) socket.destroy();
      for (const server of servers.splice(0)) server.close();
    },
  };
}

export interface Asking {
  settings?: NetworkSettings;
  seconds?: number;
  scheme?: string;
}

/** How one request ended: an answer, or why there is none; with what was said of waits. */
export async function get(
  host: string,
  { settings = DIRECT, seconds = 5, scheme = 'http' }: Asking = {},
): Promise<{ end: Answer | TaskError; waits: string[]; http: Http }> {
  const waits: string[] = [];
  const http = createHttp(settings, startDeadline(seconds), (message) => waits.push(message));
  const organization: Organization = { kind: 'server', name: 'Main', url: `${scheme}://${host}/Main` };
  const end: Answer | TaskError = await http
    .get(organization, '_apis/connectionData', pat())
    .catch((error: unknown) => error as TaskError);
  return { end, waits, http };
}

/** The reason for which there is no answer. */
export async function reasonOf(host: string, asking?: Asking): Promise<string> {
  const { end } = await get(host, asking);
  assert.ok(end instanceof TaskError, 'there was an answer');
  assert.ok(!`${end.message}${String(end.stack)}`.includes(PAT));
  return end.reason;
}
