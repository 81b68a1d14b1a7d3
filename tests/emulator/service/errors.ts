import { json, type HttpResponse } from './message';

/** The error envelope of most controllers (token-api.md 2.4). */
export interface ServiceError {
  message: string;
  /** Fully qualified, with its assembly: `Namespace.Name, Assembly`. */
  typeName: string;
  eventId?: number;
  customProperties?: Record<string, unknown>;
}

export function wrapped(
  status: number,
  error: ServiceError,
  headers: HttpResponse['headers'] = {},
): HttpResponse {
  return json(status, envelope(error), headers);
}

/** The same behind a byte-order mark, as the service sends it for a refused bearer token. */
export function wrappedWithMark(
  status: number,
  error: ServiceError,
  headers: HttpResponse['headers'] = {},
): HttpResponse {
  const response = wrapped(status, error, headers);
  return { ...response, body: Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), response.body]) };
}

/** The shape of the routing layer's own errors, which are no wrapped exceptions. */
export function improper(status: number, message: string): HttpResponse {
  return json(status, { count: 1, value: { Message: message } });
}

/** `X-TFS-ServiceError`, which the service percent-encodes. */
export function serviceErrorHeader(message: string): Record<string, string> {
  return { 'X-TFS-ServiceError': encodeURIComponent(message) };
}

function envelope({ message, typeName, eventId = 3000, customProperties }: ServiceError): object {
  const typeKey = typeName.split(',', 1)[0]?.split('.').at(-1);
  return {
    $id: '1',
    ...(customProperties && { customProperties }),
    innerException: null,
    message,
    typeName,
    typeKey,
    errorCode: 0,
    eventId,
  };
}
