import assert from 'node:assert/strict';
import { basic, overHttp } from './ask';
import { startEmulator } from './emulator';

describe('the record of requests', () => {
  it('says who asked for what, without the secret', async () => {
    const emulator = await startEmulator();
    const pat = emulator.world.issuePat({ in: emulator.world.organization('fabrikam') });

    await overHttp(emulator)({
      url: `https://dev.azure.com/fabrikam/_apis/connectionData?token=${pat.secret}`,
      headers: basic(pat.secret),
    });
    await emulator.close();

    assert.deepEqual(emulator.requests, [
      {
        method: 'GET',
        host: 'dev.azure.com',
        path: '/fabrikam/_apis/connectionData',
        credential: 'pat',
        authorizationId: pat.authorizationId,
        status: 200,
      },
    ]);
  });
});
