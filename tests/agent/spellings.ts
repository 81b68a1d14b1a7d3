/** Every form of a secret that tools print, by name. Substrings are the business of the search itself. */
export function spellings(secret: string): Map<string, string> {
  const bytes = Buffer.from(secret);
  const base64 = bytes.toString('base64');
  const forms: [string, string][] = [
    ['raw', secret],
    ['trimmed', secret.trim()],
    ['base64', base64],
    ['base64url', bytes.toString('base64url')],
    ...[0, 1, 2].flatMap((shift): [string, string][] => {
      const core = base64Core(bytes, shift);
      return [
        [`base64 at offset ${shift}`, core],
        [`base64url at offset ${shift}`, core.replaceAll('+', '-').replaceAll('/', '_')],
      ];
    }),
    ['hex', bytes.toString('hex')],
    ['hex, upper case', bytes.toString('hex').toUpperCase()],
    ['URL-encoded', encodeURIComponent(secret)],
    ['double-URL-encoded', encodeURIComponent(encodeURIComponent(secret))],
    ['JSON-escaped', JSON.stringify(secret).slice(1, -1)],
    ['HTML-escaped', escapeHtml(secret)],
    ['reversed', Array.from(secret).reverse().join('')],
    ['swapped case', swapCase(secret)],
  ];
  const long = forms.filter(([, form]) => form.length >= minimum);
  const unique = new Map<string, string>();
  for (const [name, form] of long) if (![...unique.values()].includes(form)) unique.set(name, form);
  return unique;
}

/** Shorter pieces occur by chance. */
const minimum = 8;

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
