import assert from 'node:assert/strict';
import { CONNECTION_TYPES } from '../../tasks/core/connection-types.js';
import { startEmulator, type Emulator } from '../emulator/emulator.js';
import { sample } from '../sample.js';
import { connection, outputsOf, runSteps, validateStep } from './stage.js';

const HOLDERS: Record<string, (secret: string) => Record<string, string>> = {
  'a token': (apitoken) => ({ apitoken }),
  'a password without a user': (password) => ({ username: '', password }),
  'a password of a user': (password) => ({ username: 'ann', password }),
};

const PLACES: Record<string, (it: Emulator) => { url: string; organization: string }> = {
  'dev.azure.com': () => ({
    url: 'https://dev.azure.com/fabrikam',
    organization: 'https://dev.azure.com/fabrikam',
  }),
  'visualstudio.com': () => ({
    url: 'https://fabrikam.visualstudio.com/DefaultCollection',
    organization: 'https://fabrikam.visualstudio.com',
  }),
  'a feed of dev.azure.com': () => ({
    url: 'https://pkgs.dev.azure.com/fabrikam/_packaging/feed/npm/registry/',
    organization: 'https://dev.azure.com/fabrikam',
  }),
  'a Server': ({ serverUrl }) => ({ url: `${serverUrl}/Main`, organization: `${serverUrl}/Main` }),
};

describe('every connection type', () => {
  let emulator: Emulator;

  before(async () => (emulator = await startEmulator()));
  after(() => emulator.close());

  const cases = CONNECTION_TYPES.flatMap((type) =>
    Object.keys(HOLDERS).flatMap((holder) => Object.keys(PLACES).map((place) => ({ type, holder, place }))),
  );
  for (const { type, holder, place } of sample(cases, 14)) {
    it(`works: ${type.endpointType} with ${holder} at ${place}`, async () => {
      const { world } = emulator;
      const hosts = [world.organization('fabrikam'), world.collection('Main')];
      const { secret } = world.issuePat({ in: hosts, scope: 'vso.packaging' });
      const { url, organization } = PLACES[place]?.(emulator) ?? { url: '', organization: '' };
      const named = connection('it', url, HOLDERS[holder]?.(secret) ?? {}, type.endpointType);
      // Feeds of other hosts, and the Marketplace, say nothing of the organization.
      const isSaid = place !== 'a Server' || ['organization', 'anything'].includes(type.purpose);
      const inputs = { [type.input]: 'it', ...(!isSaid && { organization }) };
      const record = await runSteps(emulator, [validateStep(inputs)], { connections: [named] });
      assert.equal(outputsOf(record).status, 'ok', record.log);
      assert.equal(outputsOf(record).organization, organization);
    });
  }
});
