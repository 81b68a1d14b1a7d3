import { type HttpResponse } from '../service/message';
import { type FaultAction } from './faults';

/** An answer after the faults that change what is in it. */
export function spoil(response: HttpResponse, actions: FaultAction[]): HttpResponse {
  return actions.reduce(spoilOnce, response);
}

function spoilOnce(response: HttpResponse, action: FaultAction): HttpResponse {
  switch (action.kind) {
    case 'garble':
      return garble(response, action.as);
    case 'addHeaders':
      return { ...response, headers: { ...response.headers, ...action.headers } };
    case 'close':
    case 'reset':
    case 'stall':
    case 'delay':
    case 'respond':
    case 'call':
    case 'loseAnswer':
    case 'applyLate':
    case 'cut':
    case 'drip':
    case 'swell':
      return response;
  }
}

function garble(
  response: HttpResponse,
  as: 'html' | 'notJson' | 'truncatedJson' | 'wrongType',
): HttpResponse {
  switch (as) {
    case 'html':
      return withBody(
        response,
        '<!DOCTYPE html><html><body>Welcome</body></html>',
        'text/html; charset=utf-8',
      );
    case 'notJson':
      return withBody(response, '{not json', 'application/json; charset=utf-8');
    case 'truncatedJson':
      return { ...response, body: response.body.subarray(0, Math.floor(response.body.length / 2)) };
    case 'wrongType':
      return { ...response, headers: { ...response.headers, 'Content-Type': 'application/octet-stream' } };
  }
}

function withBody(response: HttpResponse, body: string, contentType: string): HttpResponse {
  return {
    ...response,
    headers: { ...response.headers, 'Content-Type': contentType },
    body: Buffer.from(body),
  };
}
