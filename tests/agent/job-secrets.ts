import { type Masker } from './masker';

/** Keys of endpoint parameters that the agent takes for public. */
const publicParameters = new Set(
  [
    'Role',
    'Scope',
    'TenantId',
    'IssuedAt',
    'ExpiresAt',
    'Audience',
    'AuthenticationType',
    'AuthorizationType',
    'AccessTokenType',
    'AccessTokenFetchingMethod',
    'UseWindowsSecurity',
    'Unsecured',
    'OAuthAccessTokenIsSupplied',
    'CompleteCallbackPayload',
    'AcceptUntrustedCertificates',
  ].map((key) => key.toLowerCase()),
);

/** What the agent registers of a secret variable before the job starts; during the job it registers less. */
export function maskSecretVariable(masker: Masker, value: string): void {
  if (value.trim() === '') return;
  for (const spelling of [value, Buffer.from(value).toString('base64')]) {
    const lines = spelling.replaceAll('\r', '%0D').replaceAll('\n', '%0A');
    const percents = spelling.replaceAll('%', '%AZP25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
    for (const written of [spelling, percents, lines]) addAsTyped(masker, written);
  }
}

/** No trimmed form and no base64 for a connection: a stored blank or newline breaks the mask of the bare token. */
export function maskEndpointParameters(masker: Masker, parameters: Record<string, string>): void {
  for (const [key, value] of Object.entries(parameters)) {
    if (!publicParameters.has(key.toLowerCase())) masker.add(value);
  }
}

/** A shell strips quotes, and tools trim. */
function addAsTyped(masker: Masker, value: string): void {
  masker.add(value);
  if (/^'[\s\S]*'$/.test(value)) masker.add(value.replace(/^'+|'+$/g, ''));
  if (/^"[\s\S]*"$/.test(value)) masker.add(value.replace(/^"+|"+$/g, ''));
  masker.add(value.replace(/^[\r\n ]+|[\r\n ]+$/g, ''));
}
