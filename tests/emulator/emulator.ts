import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { gitRequestOf } from './git/place';
import { createRepositories } from './git/repositories';
import { createAuthority } from './net/authority';
import { issueCertificate } from './net/certificate';
import { exchange, type Exchange } from './net/exchange';
import { createFaults, type Faults } from './net/faults';
import { createProxy, type TunnelRecord } from './net/proxy';
import { type RequestRecord } from './net/requests';
import { createSockets } from './net/sockets';
import { answer } from './service/answer';
import { isHostedName } from './service/place';
import { createWorld, type Clock, type World } from './world/world';

export interface EmulatorOptions {
  clock?: Clock;
  /** `user:password` that the proxy asks for. */
  proxyAuth?: string;
  /** Whether the HTTPS face of the Server takes only clients with the emulator's certificate. */
  requireClientCertificate?: boolean;
}

export interface Emulator {
  world: World;
  /** The forward proxy: through it the production names are reached. */
  proxyUrl: string;
  /** The authority of every certificate shown, PEM. */
  caFile: string;
  /** Azure DevOps Server, above its collections: `http://127.0.0.1:port/tfs`. */
  serverUrl: string;
  secureServerUrl: string;
  clientCertificate: { certFile: string; keyFile: string };
  requests: RequestRecord[];
  tunnels: TunnelRecord[];
  faults: Faults;
  /** Added before each answer. */
  latency(milliseconds: number): void;
  close(): Promise<void>;
}

export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const world = createWorld(options.clock);
  const folder = await mkdtemp(join(tmpdir(), 'azure-devops-emulator-'));
  const answerGit = createRepositories(world, folder);
  const on: Exchange = {
    world,
    faults: createFaults(),
    requests: [],
    sockets: createSockets(),
    latencyMilliseconds: 0,
    apply: (request) => {
      const git = gitRequestOf(world, request.url);
      return git ? answerGit(git, request) : answer(world, request);
    },
  };
  const authority = createAuthority();
  const client = issueCertificate('client', 'emulator client', authority.root);
  const ownKeys = issueCertificate('server', 'localhost', authority.root);
  const tunnels: TunnelRecord[] = [];

  const hosted = createHttpsServer(
    {
      SNICallback: (name, done) =>
        isHostedName(name)
          ? done(null, authority.contextFor(name))
          : done(new Error(`No certificate for ${name}`)),
    },
    byHostHeader('https'),
  );
  const plainServer = createHttpServer(byHostHeader('http'));
  const secureServer = createHttpsServer(
    {
      cert: ownKeys.cert,
      key: ownKeys.keyPem,
      ca: authority.root.cert,
      requestCert: options.requireClientCertificate ?? false,
      rejectUnauthorized: options.requireClientCertificate ?? false,
    },
    byHostHeader('https'),
  );
  const proxy = createProxy(on, {
    auth: options.proxyAuth,
    hosted,
    loopback: () => [plainServer, secureServer].flatMap((server) => namesOf(server)),
    tunnels,
  });
  const listening = [plainServer, secureServer, proxy];
  for (const server of [...listening, hosted]) {
    on.sockets.watch(server);
  }
  await Promise.all(listening.map((server) => once(server.listen(0, '127.0.0.1'), 'listening')));

  const file = async (name: string, content: string): Promise<string> => {
    await writeFile(join(folder, name), content, { mode: 0o600 });
    return join(folder, name);
  };
  return {
    world,
    proxyUrl: `http://127.0.0.1:${portOf(proxy)}`,
    caFile: await file('ca.pem', authority.root.cert),
    serverUrl: `http://127.0.0.1:${portOf(plainServer)}/tfs`,
    secureServerUrl: `https://127.0.0.1:${portOf(secureServer)}/tfs`,
    clientCertificate: {
      certFile: await file('client.pem', client.cert),
      keyFile: await file('client-key.pem', client.keyPem),
    },
    requests: on.requests,
    tunnels,
    faults: on.faults,
    latency: (milliseconds) => (on.latencyMilliseconds = milliseconds),
    close: async () => {
      on.sockets.destroyAll();
      await Promise.all(listening.map((server) => new Promise((done) => server.close(done))));
      await rm(folder, { recursive: true, force: true });
    },
  };

  function byHostHeader(scheme: 'http' | 'https') {
    return (incoming: IncomingMessage, outgoing: ServerResponse): void => {
      void exchange(on, `${scheme}://${incoming.headers.host ?? 'unknown'}`, incoming, outgoing);
    };
  }
}

function namesOf(server: Server): string[] {
  return ['127.0.0.1', 'localhost'].map((name) => `${name}:${portOf(server)}`);
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
