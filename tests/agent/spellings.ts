/** Every form of a secret that tools print, by name. Substrings are the business of the search itself. */
export function spellings(secret: string): Map<string, string> {
  const trimmed = secret.trim();
  const named = [
    ...formsOf(secret),
    ...formsOf(trimmed).map(([name, form]): Form => [name === 'raw' ? 'trimmed' : `trimmed, ${name}`, form]),
  ];
  const byForm = new Map<string, string>();
  for (const [name, form] of named) {
    if (form.length >= minimumLength && !byForm.has(form)) byForm.set(form, name);
  }
  return new Map([...byForm].map(([form, name]) => [name, form]));
}

type Form = [name: string, form: string];

/** Shorter pieces occur by chance. */
const minimumLength = 8;

function formsOf(secret: string): Form[] {
  const bytes = Buffer.from(secret);
  const uri = encodeURIComponent(secret);
  return [
    ['raw', secret],
    ['base64', bytes.toString('base64')],
    ['base64url', bytes.toString('base64url')],
    ...[0, 1, 2].flatMap((shift): Form[] => {
      const core = base64Core(bytes, shift);
      return [
        [`base64 at offset ${shift}`, core],
        [`base64url at offset ${shift}`, core.replaceAll('+', '-').replaceAll('/', '_')],
      ];
    }),
    ['hex', bytes.toString('hex')],
    ['hex, upper case', bytes.toString('hex').toUpperCase()],
    ['URL-encoded', uri],
    ['double-URL-encoded', encodeURIComponent(uri)],
    ['JSON-escaped', JSON.stringify(secret).slice(1, -1)],
    ['HTML-escaped', escapeHtml(secret)],
    ['reversed', Array.from(secret).reverse().join('')],
    ['swapped case', swapCase(secret)],
  ];
}

/** The characters of base64 that depend on the secret alone, whatever stands before and after it. */
function base64Core(secret: Buffer, shift: number): string {
  const encoded = Buffer.concat([Buffer.alloc(shift), secret]).toString('base64');
  return encoded.slice(Math.ceil((shift * 8) / 6), Math.floor(((shift + secret.length) * 8) / 6));
}

function escapeHtml(text: string): string {
  const names: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (sign) => names[sign] ?? sign);
}

function swapCase(text: string): string {
  return text.replace(/[a-zA-Z]/g, (letter) => {
    const upper = letter.toUpperCase();
    return letter === upper ? letter.toLowerCase() : upper;
  });
}
