/** What an `Authorization` header carries, before anybody asks whether it is any good. */
export type Credential =
  | { kind: 'none' }
  | { kind: 'pat'; secret: string }
  | { kind: 'bearer'; secret: string }
  /** Base64 that decodes but is not what an encoder would write, such as one `=` too many. */
  | { kind: 'notCanonical' }
  | { kind: 'malformed' };

export function credentialOf(authorization: string | undefined): Credential {
  if (authorization === undefined || authorization.trim() === '') {
    return { kind: 'none' };
  }
  const [, scheme = '', value = ''] = /^\s*(\S+)\s*(.*)$/.exec(authorization) ?? [];
  switch (scheme.toLowerCase()) {
    case 'basic':
      return basicCredential(value.trim());
    case 'bearer':
      return { kind: 'bearer', secret: value.trim() };
    default:
      return { kind: 'malformed' };
  }
}

/** The user name does not matter; a JWT is taken as a password too (token-api.md 8.6). */
function basicCredential(encoded: string): Credential {
  const decoded = Buffer.from(encoded, 'base64');
  if (decoded.toString('base64') !== encoded) {
    return { kind: 'notCanonical' };
  }
  const [, password] = /^[^:]*:(.*)$/s.exec(decoded.toString()) ?? [];
  if (password === undefined) {
    return { kind: 'malformed' };
  }
  if (password === '') {
    return { kind: 'none' };
  }
  return { kind: isJwt(password) ? 'bearer' : 'pat', secret: password };
}

function isJwt(secret: string): boolean {
  return /^eyJ[\w-]*\.[\w-]+\.[\w-]*$/.test(secret);
}
