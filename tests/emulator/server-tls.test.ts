import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type IncomingMessage } from 'node:http';
import { request as httpsRequest, type RequestOptions } from 'node:https';
import { basic } from './ask';
import { startEmulator, type Emulator } from './emulator';

describe('the HTTPS face of the Server', () => {
  let emulator: Emulator;
  before(async () => (emulator = await startEmulator({ requireClientCertificate: true })));
  after(() => emulator.close());

  const connect = async (tls: RequestOptions): Promise<number | undefined> => {
    const pat = emulator.world.issuePat({ in: emulator.world.collection('DefaultCollection') });
    const url = `${emulator.secureServerUrl}/DefaultCollection/_apis/connectionData`;
    const asked = httpsRequest(url, { headers: basic(pat.secret), agent: false, ...tls });
    asked.end();
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    response.resume();
    return response.statusCode;
  };

  it('takes a client that has the certificate of the emulator', async () => {
    const { certFile, keyFile } = emulator.clientCertificate;
    const client = { cert: readFileSync(certFile), key: readFileSync(keyFile) };

    assert.equal(await connect({ ca: readFileSync(emulator.caFile), ...client }), 200);
  });

  it('refuses a client that has none', async () => {
    await assert.rejects(
      connect({ ca: readFileSync(emulator.caFile) }),
      /certificate required|ECONNRESET|hang up/,
    );
  });

  it('is not trusted by a client that does not know its authority', async () => {
    await assert.rejects(connect({}), /self-signed certificate|unable to (get|verify)/);
  });
});
