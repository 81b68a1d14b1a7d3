import { createSecureContext, type SecureContext } from 'node:tls';
import { issueCertificate, type KeyedCertificate } from './certificate';

/** A certificate authority of one emulator's life, and the certificates of the names it serves. */
export interface Authority {
  root: KeyedCertificate;
  /** Made when a name is first asked for, then kept. */
  contextFor(serverName: string): Promise<SecureContext>;
}

export async function createAuthority(): Promise<Authority> {
  const root = await issueCertificate('authority', 'Azure DevOps emulator root');
  const contexts = new Map<string, Promise<SecureContext>>();
  return {
    root,
    contextFor(serverName) {
      const known = contexts.get(serverName) ?? newContext(serverName, root);
      contexts.set(serverName, known);
      return known;
    },
  };
}

async function newContext(serverName: string, root: KeyedCertificate): Promise<SecureContext> {
  const { cert, keyPem } = await issueCertificate('server', serverName, root);
  return createSecureContext({ cert, key: keyPem });
}
