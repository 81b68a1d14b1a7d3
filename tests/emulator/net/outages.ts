import { html, json, type HttpResponse } from '../service/message';

const BLOCKED =
  'TF400733: The request has been canceled: Request was blocked due to exceeding usage of resource ' +
  "'Concurrency' in namespace 'User'.";

/** Too much was asked for (token-api.md 11). The body may be a page, whatever the client accepts. */
export function throttled({ retryAfterSeconds = 30, as = 'json' }: Throttle = {}): HttpResponse {
  const headers = { 'Retry-After': String(retryAfterSeconds), ...rateLimit('0') };
  return as === 'json'
    ? json(429, { $id: '1', message: BLOCKED, typeKey: 'RequestBlockedException', errorCode: 0 }, headers)
    : html(429, `<!DOCTYPE html><html><body><h1>${BLOCKED}</h1></body></html>`, headers);
}

export interface Throttle {
  retryAfterSeconds?: number;
  as?: 'json' | 'html';
}

/** What an answer carries that was delayed, and is followed by throttling; the answer itself is good. */
export function slowDown(retryAfterSeconds = 5): Record<string, string> {
  return { 'Retry-After': String(retryAfterSeconds), 'X-RateLimit-Delay': '1.250', ...rateLimit('12') };
}

export function unavailable(status = 503): HttpResponse {
  return html(
    status,
    '<!DOCTYPE html><html><body><h2>Our services aren&#39;t available right now</h2></body></html>',
  );
}

/** The organization itself is down: Microsoft's own client does not retry this 503. */
export function hostOffline(): HttpResponse {
  const response = unavailable();
  return {
    ...response,
    headers: { ...response.headers, 'X-VSS-HostOfflineError': 'Offline for maintenance' },
  };
}

function rateLimit(remaining: string): Record<string, string> {
  return {
    'X-RateLimit-Resource': 'Concurrency',
    'X-RateLimit-Limit': '200',
    'X-RateLimit-Remaining': remaining,
    'X-RateLimit-Reset': '1767603600',
  };
}
