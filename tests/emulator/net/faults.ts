import { type HttpRequest, type HttpResponse } from '../service/message';

/**
 * Which requests a fault is for; what is left out fits all. A tunnel through the proxy has the method
 * `CONNECT`.
 */
export interface Matcher {
  method?: string;
  host?: string | RegExp;
  /** A string fits the end of the path. */
  path?: string | RegExp;
  /** Only the nth request that fits the rest, counted from 1. */
  nth?: number;
}

export type FaultAction =
  /** Received, not applied: the connection is closed without an answer. */
  | { kind: 'close' }
  /** The same, by a TCP reset. */
  | { kind: 'reset' }
  /** Nothing happens until the client gives up. */
  | { kind: 'stall' }
  | { kind: 'delay'; milliseconds: number }
  /** Not applied; this is answered instead. See `outages.ts`. */
  | { kind: 'respond'; response: HttpResponse }
  /** Tells the test, and waits for it: before the request is applied, or after it and before the answer. */
  | { kind: 'call'; at: 'received' | 'applied'; hook: (request: HttpRequest) => void | Promise<void> }
  /** Applied, not answered. */
  | { kind: 'loseAnswer' }
  /** Not answered, and applied only when this comes true. */
  | { kind: 'applyLate'; after: Promise<unknown> }
  /** The answer promises its whole length and stops after so many bytes. */
  | { kind: 'cut'; afterBytes: number }
  | { kind: 'drip'; bytes: number; everyMilliseconds: number }
  | { kind: 'garble'; as: 'html' | 'notJson' | 'truncatedJson' | 'wrongType' }
  /** The body is as long as this, whatever it said. */
  | { kind: 'swell'; bytes: number }
  | { kind: 'addHeaders'; headers: Record<string, string> };

export interface Fault {
  when: Matcher;
  do: FaultAction;
  /** How often it strikes; left out: each time. */
  times?: number;
}

export interface Faults {
  add(fault: Fault): void;
  clear(): void;
  /** What strikes this request, in the order in which it was added. */
  strike(request: Pick<HttpRequest, 'method' | 'url'>): FaultAction[];
}

export function createFaults(): Faults {
  let faults: (Fault & { seen: number; struck: number })[] = [];
  return {
    add: (fault) => faults.push({ ...fault, seen: 0, struck: 0 }),
    clear: () => (faults = []),
    strike: (request) =>
      faults.flatMap((fault) => {
        if (!fits(fault.when, request)) {
          return [];
        }
        fault.seen += 1;
        const isTurn = fault.when.nth === undefined || fault.when.nth === fault.seen;
        if (!isTurn || fault.struck >= (fault.times ?? Infinity)) {
          return [];
        }
        fault.struck += 1;
        return [fault.do];
      }),
  };
}

function fits(when: Matcher, { method, url }: Pick<HttpRequest, 'method' | 'url'>): boolean {
  return (
    (when.method === undefined || when.method === method) &&
    (when.host === undefined || isHost(when.host, url.hostname)) &&
    (when.path === undefined || isPath(when.path, url.pathname))
  );
}

function isHost(wanted: string | RegExp, hostname: string): boolean {
  return typeof wanted === 'string' ? wanted === hostname : wanted.test(hostname);
}

function isPath(wanted: string | RegExp, pathname: string): boolean {
  return typeof wanted === 'string' ? pathname.endsWith(wanted) : wanted.test(pathname);
}
