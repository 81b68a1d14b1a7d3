import { once } from 'node:events';
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, type Server } from 'node:net';
import { isHostedName } from '../service/place';
import { type Authority } from './authority';
import { issueCertificate } from './certificate';
import { exchange, type Exchange } from './exchange';
import { createProxy, type TunnelRecord } from './proxy';

export interface FaceOptions {
  authority: Authority;
  proxyAuth: string | undefined;
  requireClientCertificate: boolean;
  tunnels: TunnelRecord[];
}

export interface Faces {
  proxyUrl: string;
  plainUrl: string;
  secureUrl: string;
  close(): Promise<void>;
}

/**
 * Opens the emulator's ports, all on loopback; the production names have none and are reached through the
 * proxy.
 */
export async function openFaces(on: Exchange, options: FaceOptions): Promise<Faces> {
  const hosted = hostedFace(on, options.authority);
  const plain = createHttpServer(byHostHeader(on, 'http'));
  const secure = await secureFace(on, options);
  const proxy = createProxy(on, {
    auth: options.proxyAuth,
    hosted,
    loopback: () => [plain, secure].flatMap(namesOf),
    tunnels: options.tunnels,
  });
  const listening = [plain, secure, proxy];
  for (const server of [...listening, hosted]) {
    on.sockets.watch(server);
  }
  await Promise.all(listening.map((server) => once(server.listen(0, '127.0.0.1'), 'listening')));
  return {
    proxyUrl: `http://127.0.0.1:${portOf(proxy)}`,
    plainUrl: `http://127.0.0.1:${portOf(plain)}`,
    secureUrl: `https://127.0.0.1:${portOf(secure)}`,
    close: async () => {
      on.sockets.destroyAll();
      await Promise.all(listening.map((server) => new Promise((done) => server.close(done))));
    },
  };
}

/** Never listens: the proxy hands it the connections that were opened to a production name. */
function hostedFace(on: Exchange, authority: Authority): Server {
  const options: Parameters<typeof createHttpsServer>[0] = {
    SNICallback: (name, done) => {
      if (isHostedName(name)) {
        authority.contextFor(name).then((context) => done(null, context), done);
      } else {
        done(new Error(`No certificate for ${name}.`));
      }
    },
  };
  return createHttpsServer(options, byHostHeader(on, 'https'));
}

async function secureFace(
  on: Exchange,
  { authority, requireClientCertificate }: FaceOptions,
): Promise<Server> {
  const { cert, keyPem } = await issueCertificate('server', 'localhost', authority.root);
  const clients = { requestCert: requireClientCertificate, rejectUnauthorized: requireClientCertificate };
  return createHttpsServer(
    { cert, key: keyPem, ca: authority.root.cert, ...clients },
    byHostHeader(on, 'https'),
  );
}

function byHostHeader(on: Exchange, scheme: 'http' | 'https') {
  return (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    exchange(on, `${scheme}://${incoming.headers.host ?? 'unknown'}`, incoming, outgoing);
  };
}

function namesOf(server: Server): string[] {
  return ['127.0.0.1', 'localhost'].map((name) => `${name}:${portOf(server)}`);
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
