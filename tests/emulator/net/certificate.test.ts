import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { issueCertificate, type KeyedCertificate } from './certificate';

describe('the certificates of the emulator', () => {
  let root: KeyedCertificate;
  let authority: X509Certificate;

  before(async () => {
    root = await issueCertificate('authority', 'root of a test');
    authority = new X509Certificate(root.cert);
  });

  it('come from an authority that signed itself', () => {
    assert.equal(authority.ca, true);
    assert.equal(authority.verify(authority.publicKey), true);
  });

  it('name the host they are for', async () => {
    const leaf = new X509Certificate((await issueCertificate('server', 'dev.azure.com', root)).cert);

    assert.equal(leaf.checkHost('dev.azure.com'), 'dev.azure.com');
    assert.equal(leaf.checkHost('example.com'), undefined);
    assert.equal(leaf.checkIssued(authority), true);
    assert.equal(leaf.verify(authority.publicKey), true);
    assert.equal(leaf.ca, false);
  });

  it('cover every spelling of the loopback address', async () => {
    const leaf = new X509Certificate((await issueCertificate('server', 'localhost', root)).cert);

    assert.equal(leaf.checkHost('localhost'), 'localhost');
    assert.equal(leaf.checkIP('127.0.0.1'), '127.0.0.1');
  });

  it('are in force now', () => {
    assert.ok(new Date(authority.validFrom) < new Date());
    assert.ok(new Date(authority.validTo) > new Date());
  });
});
