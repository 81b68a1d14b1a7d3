import { once } from 'node:events';
import { type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { type HttpRequest, type HttpResponse } from '../service/message';
import { type FaultAction } from './faults';

/** Puts an answer on the wire, whole or as the faults of delivery have it. */
export async function send(
  response: HttpResponse,
  { method }: HttpRequest,
  outgoing: ServerResponse,
  actions: FaultAction[],
): Promise<void> {
  const swell = actions.find((action) => action.kind === 'swell');
  const cut = actions.find((action) => action.kind === 'cut');
  const drip = actions.find((action) => action.kind === 'drip');
  const length = swell?.bytes ?? response.body.length;
  outgoing.writeHead(response.status, {
    ...response.headers,
    ...(response.status === 204 ? {} : { 'Content-Length': length }),
  });
  if (method === 'HEAD') {
    outgoing.end();
  } else if (cut) {
    outgoing.write(response.body.subarray(0, cut.afterBytes), () => outgoing.destroy());
  } else if (drip) {
    await sendInDrops(outgoing, response.body, drip.bytes, drip.everyMilliseconds);
  } else if (swell) {
    await sendSwollen(outgoing, swell.bytes);
  } else {
    outgoing.end(response.body);
  }
}

async function sendInDrops(
  outgoing: ServerResponse,
  body: Buffer,
  bytes: number,
  everyMilliseconds: number,
): Promise<void> {
  for (let at = 0; at < body.length && !outgoing.destroyed; at += bytes) {
    outgoing.write(body.subarray(at, at + bytes));
    await pause(everyMilliseconds, undefined, { ref: false });
  }
  outgoing.end();
}

/** No more than the client takes is ever in memory. */
async function sendSwollen(outgoing: ServerResponse, bytes: number): Promise<void> {
  const closed = once(outgoing, 'close');
  const chunk = Buffer.alloc(65_536, ' ');
  for (let left = bytes; left > 0 && !outgoing.destroyed; left -= chunk.length) {
    if (!outgoing.write(chunk.subarray(0, Math.min(left, chunk.length)))) {
      await Promise.race([once(outgoing, 'drain'), closed]);
    }
  }
  outgoing.end();
}
