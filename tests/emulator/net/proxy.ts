import { createServer, type IncomingMessage, type Server } from 'node:http';
import { connect } from 'node:net';
import { type Duplex } from 'node:stream';
import { isHostedName } from '../service/place';
import { strikeEarly } from './early';
import { exchange, type Exchange } from './exchange';

/** A tunnel that a client asked the proxy for. */
export interface TunnelRecord {
  target: string;
  /** Undefined if a fault took it. */
  status: number | undefined;
}

export interface ProxyOptions {
  /** `user:password`; undefined: no credential is asked for. */
  auth: string | undefined;
  /** Takes a tunnel to a production name. */
  hosted: { emit(event: 'connection', socket: Duplex): boolean };
  /** `host:port` of the emulator's own loopback faces. */
  loopback(): string[];
  tunnels: TunnelRecord[];
}

/** A forward proxy that knows the emulator's names and nothing else: no request leaves the machine. */
export function createProxy(on: Exchange, options: ProxyOptions): Server {
  const proxy = createServer((incoming, outgoing) => {
    if (!isAdmitted(incoming, options.auth)) {
      outgoing.writeHead(407, CHALLENGE).end();
    } else if (!options.loopback().includes(new URL(incoming.url ?? '', 'http://unknown').host)) {
      outgoing.writeHead(502).end();
    } else {
      delete incoming.headers['proxy-authorization'];
      exchange(on, 'http://unknown', incoming, outgoing);
    }
  });
  proxy.on('connect', (incoming: IncomingMessage, socket: Duplex, head: Buffer) => {
    const record: TunnelRecord = { target: incoming.url ?? '', status: undefined };
    options.tunnels.push(record);
    openTunnel(on, options, { incoming, socket, head, record }).catch(() => socket.destroy());
  });
  return proxy;
}

const CHALLENGE = { 'Proxy-Authenticate': 'Basic realm="emulator"', 'Content-Length': 0 };

interface Tunnel {
  incoming: IncomingMessage;
  socket: Duplex;
  head: Buffer;
  record: TunnelRecord;
}

async function openTunnel(on: Exchange, options: ProxyOptions, tunnel: Tunnel): Promise<void> {
  const { incoming, socket, record } = tunnel;
  const request = { method: 'CONNECT', url: new URL(`https://${record.target}`), headers: {} };
  const early = await strikeEarly(on.faults.strike(request), request, incoming.socket, on.sockets);
  if (early === 'ended') {
    return;
  }
  if (early) {
    refuse(tunnel, early.status);
    return;
  }
  if (!isAdmitted(tunnel.incoming, options.auth)) {
    refuse(tunnel, 407, `Proxy-Authenticate: ${CHALLENGE['Proxy-Authenticate']}\r\n`);
  } else if (record.target.endsWith(':443') && isHostedName(record.target.slice(0, -4).toLowerCase())) {
    establish(tunnel);
    options.hosted.emit('connection', socket);
  } else if (options.loopback().includes(record.target)) {
    const { hostname, port } = new URL(`http://${record.target}`);
    const server = connect(Number(port), hostname);
    server.on('error', () => socket.destroy());
    establish(tunnel);
    socket.pipe(server).pipe(socket);
  } else {
    refuse(tunnel, 502);
  }
}

function establish({ socket, head, record }: Tunnel): void {
  record.status = 200;
  socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
  socket.unshift(head);
}

function refuse({ socket, record }: Tunnel, status: number, headers = ''): void {
  record.status = status;
  socket.end(`HTTP/1.1 ${status} Refused\r\n${headers}Content-Length: 0\r\nConnection: close\r\n\r\n`);
}

function isAdmitted({ headers }: IncomingMessage, auth: string | undefined): boolean {
  const expected = auth && `Basic ${Buffer.from(auth).toString('base64')}`;
  return expected === undefined || headers['proxy-authorization'] === expected;
}
