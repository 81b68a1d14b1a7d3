import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { isIPv4 } from 'node:net';
import * as der from './der';

/** What makes a certificate one of an authority, a server or a client. */
export type Role = 'authority' | 'server' | 'client';

export interface KeyedCertificate {
  name: string;
  key: KeyObject;
  publicKeyInfo: Buffer;
  /** The certificate, PEM. */
  cert: string;
  /** The private key, PEM. */
  keyPem: string;
}

const ECDSA_WITH_SHA256 = der.sequence(der.objectIdentifier('1.2.840.10045.4.3.2'));
const DAY = 86_400_000;

/** An ECDSA certificate (RFC 5280) for one name, signed by an issuer, or by itself if there is none. */
export function issueCertificate(role: Role, name: string, issuer?: KeyedCertificate): KeyedCertificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const publicKeyInfo = publicKey.export({ type: 'spki', format: 'der' });
  const body = der.sequence(
    der.explicit(0, der.integer(Buffer.from([2]))),
    der.integer(Buffer.concat([Buffer.from([0x01]), randomBytes(15)])),
    ECDSA_WITH_SHA256,
    distinguishedName(issuer?.name ?? name),
    // The clients have the real clock, whatever the world's says.
    der.sequence(der.utcTime(new Date(Date.now() - DAY)), der.utcTime(new Date(Date.now() + 30 * DAY))),
    distinguishedName(name),
    publicKeyInfo,
    der.explicit(3, der.sequence(...extensions(role, name, publicKeyInfo, issuer?.publicKeyInfo))),
  );
  const signature = sign('sha256', body, issuer?.key ?? privateKey);
  return {
    name,
    key: privateKey,
    publicKeyInfo,
    cert: pem(der.sequence(body, ECDSA_WITH_SHA256, der.bits(signature))),
    keyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
  };
}

function extensions(role: Role, name: string, own: Buffer, issuer: Buffer = own): Buffer[] {
  const isAuthority = role === 'authority';
  const basicConstraints = isAuthority ? der.sequence(der.boolean(true)) : der.sequence();
  const keyUsage = isAuthority ? der.bits(Buffer.from([0x06]), 1) : der.bits(Buffer.from([0x80]), 7);
  const purpose = role === 'client' ? '1.3.6.1.5.5.7.3.2' : '1.3.6.1.5.5.7.3.1';
  return [
    extension('2.5.29.19', basicConstraints, true),
    extension('2.5.29.15', keyUsage, true),
    extension('2.5.29.14', der.octets(keyId(own))),
    extension('2.5.29.35', der.sequence(der.implicit(0, keyId(issuer)))),
    ...(isAuthority ? [] : [extension('2.5.29.37', der.sequence(der.objectIdentifier(purpose)))]),
    ...(role === 'server' ? [extension('2.5.29.17', der.sequence(...subjectNames(name)))] : []),
  ];
}

/** A loopback name covers the others, as a test may write any of them. */
function subjectNames(name: string): Buffer[] {
  const names = isLoopback(name) ? ['localhost', '127.0.0.1'] : [name];
  return names.map((each) =>
    isIPv4(each)
      ? der.implicit(7, Buffer.from(each.split('.').map(Number)))
      : der.implicit(2, Buffer.from(each)),
  );
}

function isLoopback(name: string): boolean {
  return name === 'localhost' || name === '127.0.0.1';
}

function extension(id: string, value: Buffer, critical = false): Buffer {
  return der.sequence(der.objectIdentifier(id), ...(critical ? [der.boolean(true)] : []), der.octets(value));
}

function keyId(publicKeyInfo: Buffer): Buffer {
  return createHash('sha1').update(publicKeyInfo).digest();
}

function distinguishedName(commonName: string): Buffer {
  return der.sequence(der.set(der.sequence(der.objectIdentifier('2.5.4.3'), der.utf8(commonName))));
}

function pem(certificate: Buffer): string {
  // OpenSSL refuses an empty line, which a split at every 64th character would leave at the end of some certificates.
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
