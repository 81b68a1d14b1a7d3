/** What a service answered: header names in lower case, the body as text. */
export interface Answer {
  status: number;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: string;
}

export function header({ headers }: Answer, name: string): string {
  const value = headers[name.toLowerCase()];
  return (Array.isArray(value) ? value[0] : value) ?? '';
}

/** The body as JSON; undefined where it is not. Azure DevOps puts a byte-order mark before some (token-api 2.4). */
export function json(answer: Answer): unknown {
  try {
    return JSON.parse(withoutMark(answer.body)) as unknown;
  } catch {
    return undefined;
  }
}

/** Whether the body is JSON that breaks off: it cannot be read because something is missing at its end. */
export function isCutJson(answer: Answer): boolean {
  const text = withoutMark(answer.body);
  try {
    JSON.parse(text);
    return false;
  } catch (error) {
    // V8 tells where it stopped, and only by its words.
    const { message } = error as Error;
    const position = Number(/at position (\d+)/.exec(message)?.[1] ?? Number.NaN);
    return text !== '' && (/end of JSON input|Unterminated string/.test(message) || position === text.length);
  }
}

/** Seconds that `Retry-After` asks to wait, in either of its forms; undefined where it is absent or in the past. */
export function retryAfter(answer: Answer, now: Date): number | undefined {
  const text = header(answer, 'retry-after');
  if (/^\d{1,6}(\.\d+)?$/.test(text)) return Math.ceil(Number(text));
  const seconds = Math.ceil((Date.parse(text) - now.getTime()) / 1000);
  return seconds > 0 ? seconds : undefined;
}

/** The service's id of the request, which support asks for (token-api 2.5). Only a GUID: it goes into the log. */
export function activityId(answer: Answer): string | undefined {
  return [header(answer, 'activityid'), header(answer, 'x-vss-e2eid')].find((id) => GUID.test(id));
}

/** What the service said of an error, for recognising it and never for printing: a message may quote anything. */
export interface ServiceError {
  message: string;
  /** `TF400813` or `VS403463`, where the message begins with or contains one. */
  code: string;
  /** `UnauthorizedRequestException`. */
  typeKey: string;
}

/**
 * The error in any of the forms that Azure DevOps uses: the wrapped exception, `{value: {Message}}`, the
 * percent-encoded header, or the page of a refusal that contains the sentence (token-api 2.4). Other pages may talk of
 * anything.
 */
export function serviceError(answer: Answer): ServiceError {
  const body = json(answer);
  const { message, typeKey, value } = asRecord(body);
  const texts = [
    message,
    asRecord(value).Message,
    percentDecoded(header(answer, 'x-tfs-serviceerror')),
    [203, 401, 403].includes(answer.status) ? answer.body : undefined,
  ];
  const spoken = texts.filter((text) => typeof text === 'string').join('\n');
  return {
    message: spoken,
    code: /\b(?:TF|VS)\d{5,6}\b/.exec(spoken)?.[0] ?? '',
    typeKey: typeof typeKey === 'string' && /^[A-Za-z]{1,80}$/.test(typeKey) ? typeKey : '',
  };
}

export function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

export const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function withoutMark(text: string): string {
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
