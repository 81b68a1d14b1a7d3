import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gitRequestOf } from './git/place';
import { createRepositories } from './git/repositories';
import { createAuthority } from './net/authority';
import { issueCertificate } from './net/certificate';
import { type Exchange } from './net/exchange';
import { openFaces } from './net/faces';
import { createFaults, type Faults } from './net/faults';
import { type TunnelRecord } from './net/proxy';
import { type RequestRecord } from './net/requests';
import { createSockets } from './net/sockets';
import { answer } from './service/answer';
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
  const on = newExchange(world, folder);
  const authority = await createAuthority();
  const client = await issueCertificate('client', 'emulator client', authority.root);
  const tunnels: TunnelRecord[] = [];
  const faces = await openFaces(on, {
    authority,
    proxyAuth: options.proxyAuth,
    requireClientCertificate: options.requireClientCertificate ?? false,
    tunnels,
  });
  return {
    world,
    proxyUrl: faces.proxyUrl,
    caFile: await writeTo(folder, 'ca.pem', authority.root.cert),
    serverUrl: `${faces.plainUrl}/tfs`,
    secureServerUrl: `${faces.secureUrl}/tfs`,
    clientCertificate: {
      certFile: await writeTo(folder, 'client.pem', client.cert),
      keyFile: await writeTo(folder, 'client-key.pem', client.keyPem),
    },
    requests: on.requests,
    tunnels,
    faults: on.faults,
    latency: (milliseconds) => (on.latencyMilliseconds = milliseconds),
    close: async () => {
      await faces.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function newExchange(world: World, folder: string): Exchange {
  const answerGit = createRepositories(world, folder);
  return {
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
}

async function writeTo(folder: string, name: string, content: string): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, content, { mode: 0o600 });
  return file;
}
