// The library needs it loaded first, and does not load it itself.
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { webcrypto } from 'node:crypto';
import { isIPv4 } from 'node:net';

/** What makes a certificate one of an authority, a server or a client. */
export type Role = 'authority' | 'server' | 'client';

export interface KeyedCertificate {
  name: string;
  keys: CryptoKeyPair;
  /** The certificate, PEM. */
  cert: string;
  /** The private key, PEM. */
  keyPem: string;
}

type CryptoKeyPair = webcrypto.CryptoKeyPair;

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY = 86_400_000;

/** An ECDSA certificate for one name, signed by an issuer, or by itself if there is none. */
export async function issueCertificate(
  role: Role,
  name: string,
  issuer?: KeyedCertificate,
): Promise<KeyedCertificate> {
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const signer = issuer ?? { name, keys };
  const certificate = await x509.X509CertificateGenerator.create({
    subject: `CN=${name}`,
    issuer: `CN=${signer.name}`,
    // The clients have the real clock, whatever the world's says.
    notBefore: new Date(Date.now() - DAY),
    notAfter: new Date(Date.now() + 30 * DAY),
    publicKey: keys.publicKey,
    signingKey: signer.keys.privateKey,
    signingAlgorithm: ALGORITHM,
    extensions: await extensions(role, name, keys, signer.keys),
  });
  const key = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey));
  return { name, keys, cert: `${certificate.toString('pem')}\n`, keyPem: pem('PRIVATE KEY', key) };
}

async function extensions(
  role: Role,
  name: string,
  own: CryptoKeyPair,
  signer: CryptoKeyPair,
): Promise<x509.Extension[]> {
  const isAuthority = role === 'authority';
  const { keyCertSign, digitalSignature } = x509.KeyUsageFlags;
  const { clientAuth, serverAuth } = x509.ExtendedKeyUsage;
  return [
    new x509.BasicConstraintsExtension(isAuthority, undefined, true),
    new x509.KeyUsagesExtension(isAuthority ? keyCertSign : digitalSignature, true),
    await x509.SubjectKeyIdentifierExtension.create(own.publicKey),
    await x509.AuthorityKeyIdentifierExtension.create(signer.publicKey),
    ...(isAuthority
      ? []
      : [new x509.ExtendedKeyUsageExtension([role === 'client' ? clientAuth : serverAuth])]),
    ...(role === 'server' ? [new x509.SubjectAlternativeNameExtension(subjectNames(name))] : []),
  ];
}

/** A loopback name covers the others, as a test may write any of them. */
function subjectNames(name: string): x509.JsonGeneralNames {
  const names = ['localhost', '127.0.0.1'].includes(name) ? ['localhost', '127.0.0.1'] : [name];
  return names.map((value) => ({ type: isIPv4(value) ? 'ip' : 'dns', value }));
}

function pem(label: string, der: Buffer): string {
  return x509.PemConverter.encode(der, label) + '\n';
}
