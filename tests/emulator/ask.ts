import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { readFileSync } from 'node:fs';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { type Emulator } from './emulator';
import { answer } from './service/answer';
import { type World } from './world/world';

export interface Question {
  url: string;
  method?: string;
  headers?: Record<string, string>;
}

export interface Reply {
  status: number;
  /** Names in lower case. */
  headers: Partial<Record<string, string | string[]>>;
  body: Buffer;
}

/** How a test asks the emulator: the same whichever face it is. */
export type Ask = (question: Question) => Promise<Reply>;

export function inMemory(world: World): Ask {
  return ({ url, method = 'GET', headers = {} }) => {
    const lowered = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
    const response = answer(world, {
      method,
      url: new URL(url),
      headers: Object.fromEntries(lowered) as Record<string, string>,
    });
    const answered = Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), value]);
    return Promise.resolve({
      status: response.status,
      headers: Object.fromEntries(answered) as Reply['headers'],
      body: response.body,
    });
  };
}

/** By HTTPS through the proxy to a production name, by plain HTTP to the Server. */
export function overHttp(emulator: Emulator): Ask {
  const agent = new HttpsProxyAgent(emulator.proxyUrl);
  const ca = readFileSync(emulator.caFile);
  return async ({ url, method = 'GET', headers = {} }) => {
    const request = url.startsWith('https:')
      ? httpsRequest(url, { method, headers, agent, ca })
      : httpRequest(url, { method, headers });
    request.end();
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    return { status: response.statusCode ?? 0, headers: response.headers, body: await bodyOf(response) };
  };
}

/** Basic, with any user name, as everything sends a PAT. */
export function basic(secret: string, userName = ''): Record<string, string> {
  return { Authorization: `Basic ${Buffer.from(`${userName}:${secret}`).toString('base64')}` };
}

export const SUPPRESS = { 'X-TFS-FedAuthRedirect': 'Suppress' };

export function jsonOf(reply: Reply): unknown {
  return JSON.parse(reply.body.toString());
}

async function bodyOf(response: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
