import { type Server } from 'node:net';
import { type Socket } from 'node:net';

/** The connections of the emulator's servers: to reset one, and to end them all. */
export interface Sockets {
  watch(server: Server): void;
  /** Sends a TCP reset, also when the socket at hand is the TLS one above. */
  reset(socket: Socket): void;
  destroyAll(): void;
}

export function createSockets(): Sockets {
  const byPort = new Map<number, Socket>();
  return {
    watch: (server) => {
      server.on('connection', (socket: Socket) => {
        const port = socket.remotePort ?? 0;
        byPort.set(port, socket);
        socket.on('error', () => undefined);
        socket.once('close', () => byPort.delete(port));
      });
    },
    reset: (socket) => byPort.get(socket.remotePort ?? 0)?.resetAndDestroy(),
    destroyAll: () => {
      for (const socket of byPort.values()) {
        socket.destroy();
      }
    },
  };
}
