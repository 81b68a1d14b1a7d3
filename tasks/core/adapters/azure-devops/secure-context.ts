import { readFileSync } from 'node:fs';
import { type SecureContext, type SecureContextOptions } from 'node:tls';
import { TaskError } from '../../errors.js';
import { type NetworkSettings } from '../../network-settings.js';

/**
 * Whom to believe: the private authorities that the agent was configured with, those of Node (its own and what the
 * environment adds), or both.
 */
export type Trust = 'private' | 'node' | 'both';

/** Throws `certificateUnreadable` where a file of the agent's configuration is missing, or is not what it should be. */
export async function createContext(
  { caFile, clientCertificate }: NetworkSettings,
  trust: Trust,
): Promise<SecureContext> {
  const { createSecureContext, rootCertificates } = await import('node:tls');
  const { certificateFile, keyFile, archiveFile, password } = clientCertificate ?? {};
  const authorities = caFile && trust !== 'node' && read(caFile, 'certificate authority file');
  const client: SecureContextOptions = {
    ...(certificateFile && { cert: read(certificateFile, 'client certificate') }),
    ...(certificateFile && keyFile && { key: read(keyFile, 'client certificate key') }),
    ...(archiveFile && !certificateFile && { pfx: read(archiveFile, 'client certificate archive') }),
    ...(password && { passphrase: password.reveal() }),
  };
  return understood('certificates', () =>
    createSecureContext({
      ...client,
      ...(authorities && { ca: trust === 'both' ? [...rootCertificates, authorities] : authorities }),
    }),
  );
}

function read(file: string, what: string): Buffer {
  return understood(what, () => readFileSync(file));
}

function understood<T>(what: string, use: () => T): T {
  try {
    return use();
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? '';
    throw new TaskError('certificateUnreadable', { phase: what, code }, { cause });
  }
}
