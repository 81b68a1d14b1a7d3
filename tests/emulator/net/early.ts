import { type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { type HttpRequest, type HttpResponse } from '../service/message';
import { type FaultAction } from './faults';
import { type Sockets } from './sockets';

/**
 * The faults that strike before a request is applied. `ended`: there will be no answer. A response: this is
 * the answer, and the request is not applied.
 */
export async function strikeEarly(
  actions: FaultAction[],
  request: HttpRequest,
  socket: Socket,
  sockets: Sockets,
): Promise<'ended' | HttpResponse | undefined> {
  for (const action of actions) {
    switch (action.kind) {
      case 'close':
        socket.destroy();
        return 'ended';
      case 'reset':
        sockets.reset(socket);
        return 'ended';
      case 'stall':
        return 'ended';
      case 'delay':
        await pause(action.milliseconds, undefined, { ref: false });
        break;
      case 'call':
        await (action.at === 'received' ? action.hook(request) : undefined);
        break;
      case 'respond':
        return action.response;
      case 'loseAnswer':
      case 'applyLate':
      case 'cut':
      case 'drip':
      case 'garble':
      case 'swell':
      case 'addHeaders':
        break;
    }
  }
  return undefined;
}
