import { maxHeaderSize } from 'node:http';
import { TaskError } from '../../errors.js';
import { type Reason } from '../../reasons.js';
import { type Facts } from '../../reasons/ending.js';

/** How far a request had come when it failed. */
export interface Progress {
  /** Through the agent's proxy, by its URL; undefined where the request goes straight. */
  proxy?: string;
  /** The proxy has connected us, or there is none. */
  throughProxy: boolean;
  phase: string;
  /** Of the body of the answer. */
  bytes: number;
  answered: boolean;
}

/**
 * Error codes of Node and OpenSSL by what they mean to the user. Node's codes for certificates are OpenSSL's names
 * (https://nodejs.org/api/tls.html#x509-certificate-error-codes).
 */
const REASON_OF_CODE: Readonly<Record<string, Reason>> = {
  ENOTFOUND: 'dnsFailed',
  EAI_AGAIN: 'dnsFailed',
  EAI_FAIL: 'dnsFailed',
  ENODATA: 'dnsFailed',
  ECONNREFUSED: 'connectionRefused',
  ECONNRESET: 'connectionReset',
  ECONNABORTED: 'connectionReset',
  EPIPE: 'connectionReset',
  EHOSTUNREACH: 'hostUnreachable',
  ENETUNREACH: 'hostUnreachable',
  EADDRNOTAVAIL: 'hostUnreachable',
  EHOSTDOWN: 'hostUnreachable',
  ETIMEDOUT: 'hostUnreachable',
  EPROTO: 'tlsFailed',
  ...Object.fromEntries(
    [
      'CERT_HAS_EXPIRED',
      'CERT_NOT_YET_VALID',
      'CERT_REJECTED',
      'CERT_REVOKED',
      'CERT_SIGNATURE_FAILURE',
      'CERT_UNTRUSTED',
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      'ERR_TLS_CERT_ALTNAME_INVALID',
      'HOSTNAME_MISMATCH',
      'INVALID_CA',
      'INVALID_PURPOSE',
      'PATH_LENGTH_EXCEEDED',
      'SELF_SIGNED_CERT_IN_CHAIN',
      'UNABLE_TO_GET_ISSUER_CERT',
      'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    ].map((code) => [code, 'tlsNotTrusted'] as const),
  ),
};

/** Turns an error of the network into the reason that the user can act on. */
export function networkFault(cause: unknown, { host, ...facts }: Facts, progress: Progress): TaskError {
  const code = codeOf(cause);
  const known = { ...facts, ...(host && { host }), ...(code && { code }) };
  const fail = (reason: Reason): TaskError => new TaskError(reason, known, { cause });

  if (progress.proxy && !progress.throughProxy) {
    return new TaskError('proxyUnreachable', { ...known, proxy: progress.proxy }, { cause });
  }
  // An answer that had begun and broke off is reported by Node as a reset connection.
  if (progress.answered) return new TaskError('answerCut', { ...known, bytes: progress.bytes }, { cause });
  if (code === 'HPE_HEADER_OVERFLOW')
    return new TaskError('answerTooLarge', { ...known, bytes: maxHeaderSize }, { cause });
  if (code.startsWith('HPE_')) return fail('notHttp');
  if (code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_'))
    return fail(REASON_OF_CODE[code] ?? 'tlsFailed');
  return fail(REASON_OF_CODE[code] ?? 'networkError');
}

function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]*$/.test(code) ? code : '';
}
