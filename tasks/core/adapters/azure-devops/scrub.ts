import { type Answer } from '../../answer.js';
import { type Credential } from '../../service-connection.js';
import { spellings } from '../../spellings.js';

/**
 * An answer without the credential it was asked with. A server that echoes it, by fault or on purpose, could otherwise
 * get it into a name that is cut or rewritten for the log, where no masker recognises it any more.
 */
export function scrub(answer: Answer, { secret, userName }: Credential): Answer {
  const forms = spellings(secret.reveal(), [userName]).flatMap((spelling) => [
    spelling,
    JSON.stringify(spelling).slice(1, -1),
    encodeURIComponent(spelling),
  ]);
  const clean = (text: string): string => forms.reduce((rest, form) => rest.replaceAll(form, '***'), text);
  const headers = Object.entries(answer.headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.map(clean) : value && clean(value),
  ]);
  return { ...answer, body: clean(answer.body), headers: Object.fromEntries(headers) as Answer['headers'] };
}
