/** DER, as much of it as a certificate needs (ITU-T X.690). */

export function sequence(...parts: Buffer[]): Buffer {
  return tagged(0x30, ...parts);
}

export function set(...parts: Buffer[]): Buffer {
  return tagged(0x31, ...parts);
}

/** A context-specific constructed value, `[number]`. */
export function explicit(number: number, ...parts: Buffer[]): Buffer {
  return tagged(0xa0 + number, ...parts);
}

/** A context-specific primitive value, `[number] IMPLICIT`. */
export function implicit(number: number, content: Buffer): Buffer {
  return tagged(0x80 + number, content);
}

export function integer(value: Buffer): Buffer {
  return tagged(0x02, value);
}

export function boolean(value: boolean): Buffer {
  return tagged(0x01, Buffer.from([value ? 0xff : 0]));
}

export function octets(content: Buffer): Buffer {
  return tagged(0x04, content);
}

/** `unused` bits at the end do not count. */
export function bits(content: Buffer, unused = 0): Buffer {
  return tagged(0x03, Buffer.from([unused]), content);
}

export function utf8(text: string): Buffer {
  return tagged(0x0c, Buffer.from(text));
}

export function utcTime(date: Date): Buffer {
  const digits = date.toISOString().replace(/[-:T]|\.\d+/g, '');
  return tagged(0x17, Buffer.from(digits.slice(2)));
}

export function objectIdentifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return tagged(0x06, Buffer.from([40 * first + second, ...rest.flatMap(base128)]));
}

function base128(value: number): number[] {
  const groups = [value % 128];
  for (let left = Math.floor(value / 128); left > 0; left = Math.floor(left / 128)) {
    groups.unshift(128 + (left % 128));
  }
  return groups;
}

function tagged(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag, ...lengthOf(content.length)]), content]);
}

function lengthOf(length: number): number[] {
  if (length < 128) {
    return [length];
  }
  return length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
}
