export interface HttpRequest {
  method: string;
  /** Absolute; its host says which of the service's faces is asked. */
  url: URL;
  /** Names in lower case. */
  headers: Partial<Record<string, string>>;
  body?: Buffer;
}

export interface HttpResponse {
  status: number;
  headers: Record<string, string | string[]>;
  body: Buffer;
}

export function empty(status: number, headers: HttpResponse['headers'] = {}): HttpResponse {
  return { status, headers, body: Buffer.alloc(0) };
}

export function json(status: number, value: unknown, headers: HttpResponse['headers'] = {}): HttpResponse {
  return text(status, 'application/json; charset=utf-8', JSON.stringify(value), headers);
}

export function html(status: number, markup: string, headers: HttpResponse['headers'] = {}): HttpResponse {
  return text(status, 'text/html; charset=utf-8', markup, headers);
}

export function text(
  status: number,
  contentType: string,
  body: string,
  headers: HttpResponse['headers'] = {},
): HttpResponse {
  return { status, headers: { ...headers, 'Content-Type': contentType }, body: Buffer.from(body) };
}
