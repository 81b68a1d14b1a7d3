import { html, type HttpResponse } from './message';

const SIGN_IN_HOST = 'https://spsprodcus4.vssps.visualstudio.com';
/**
 * The real page is about 16 KB of script; clients that read a whole body must be seen to cope (token-api.md
 * 2.4).
 */
const PAGE_BYTES = 16_000;

/** What a browser would show; with status 203, which counts as success. */
export function signInPage(headers: HttpResponse['headers'] = {}): HttpResponse {
  const top =
    '<!DOCTYPE html>\r\n<html lang="en-US">\r\n<head><title>\r\n\tAzure DevOps Services | Sign In\r\n</title>';
  const script = `<script type="text/javascript">/*${'.'.repeat(PAGE_BYTES - top.length)}*/</script>`;
  return html(203, `${top}${script}</head><body><form id="signin"></form></body></html>\r\n`, {
    ...headers,
    'Cache-Control': 'no-cache',
  });
}

export function redirectToSignIn(url: URL, headers: HttpResponse['headers'] = {}): HttpResponse {
  const realm = url.hostname;
  const location = `${SIGN_IN_HOST}/_signin?realm=${realm}&reply_to=${encodeURIComponent(url.href)}&redirect=1`;
  const markup =
    '<html><head><title>Object moved</title></head><body>\r\n' +
    `<h2>Object moved to <a href="${location.replaceAll('&', '&amp;')}">here</a>.</h2>\r\n</body></html>\r\n`;
  return html(302, markup, { ...headers, Location: location });
}

/** Whether a URL is the sign-in page itself, where a followed redirect ends. */
export function isSignIn(url: URL): boolean {
  return url.origin === SIGN_IN_HOST && url.pathname === '/_signin';
}
