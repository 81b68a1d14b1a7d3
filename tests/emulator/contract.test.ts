import { inMemory, overHttp } from './ask';
import { anonymousCallers } from './contract/anonymous';
import { type Face } from './contract/face';
import { goodCredentials } from './contract/good-credentials';
import { locationService } from './contract/location-service';
import { projectsAndRepositories } from './contract/projects';
import { refusals } from './contract/refusals';
import { server } from './contract/server';
import { startEmulator, type Emulator } from './emulator';
import { createWorld } from './world/world';

describe('the emulator in memory', () => {
  keepsTheContract(() => {
    const world = createWorld();
    return { world, ask: inMemory(world), serverUrl: 'http://127.0.0.1/tfs' };
  });
});

describe('the emulator over HTTP', () => {
  let emulator: Emulator;
  before(async () => (emulator = await startEmulator()));
  after(() => emulator.close());

  keepsTheContract(() => {
    Object.assign(emulator.world, { organizations: [], collections: [], users: [] });
    emulator.world.pats.clear();
    emulator.world.entraTokens.clear();
    return { world: emulator.world, ask: overHttp(emulator), serverUrl: emulator.serverUrl };
  });
});

function keepsTheContract(newFace: () => Face): void {
  let current: Face;
  beforeEach(() => (current = newFace()));
  const face = (): Face => current;

  goodCredentials(face);
  refusals(face);
  anonymousCallers(face);
  server(face);
  projectsAndRepositories(face);
  locationService(face);
}
