import { createSecureContext, type SecureContext } from 'node:tls';
import { issueCertificate, type KeyedCertificate } from './certificate';

/** A certificate authority of one emulator's life, and the certificates of the names it serves. */
export interface Authority {
  root: KeyedCertificate;
  /** Made when a name is first asked for, then kept. */
  contextFor(serverName: string): SecureContext;
}

export function createAuthority(): Authority {
  const root = issueCertificate('authority', 'Azure DevOps emulator root');
  const contexts = new Map<string, SecureContext>();
  return {
    root,
    contextFor(serverName) {
      const known = contexts.get(serverName) ?? newContext(serverName, root);
      contexts.set(serverName, known);
      return known;
    },
  };
}

function newContext(serverName: string, root: KeyedCertificate): SecureContext {
  const { cert, keyPem } = issueCertificate('server', serverName, root);
  return createSecureContext({ cert, key: keyPem });
}
