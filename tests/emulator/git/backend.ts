import { spawn } from 'node:child_process';
import { type HttpRequest, type HttpResponse } from '../service/message';
import { GIT_ENVIRONMENT } from './environment';

/** Lets `git http-backend`, a CGI program, answer for the bare repository in a folder. */
export async function gitBackend(
  root: string,
  folder: string,
  action: string,
  request: HttpRequest,
): Promise<HttpResponse> {
  const { method, url, headers, body } = request;
  const backend = spawn('git', ['http-backend'], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: {
      ...GIT_ENVIRONMENT,
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: `/${folder}${action}`,
      REQUEST_METHOD: method,
      QUERY_STRING: url.search.slice(1),
      CONTENT_TYPE: headers['content-type'] ?? '',
      CONTENT_LENGTH: String(body?.length ?? 0),
      HTTP_CONTENT_ENCODING: headers['content-encoding'] ?? '',
      GIT_PROTOCOL: headers['git-protocol'] ?? '',
      REMOTE_USER: 'emulator',
    },
  });
  backend.stdin.on('error', () => undefined);
  backend.stdin.end(body);
  const chunks: Buffer[] = [];
  for await (const chunk of backend.stdout as AsyncIterable<Buffer>) {
    chunks.push(chunk);
  }
  return responseOf(Buffer.concat(chunks));
}

/** A CGI answer: headers, of which `Status` is one, an empty line, the body. */
function responseOf(output: Buffer): HttpResponse {
  const end = output.indexOf('\r\n\r\n');
  const lines = output.subarray(0, end).toString().split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
  );
  const status = Number(headers.Status?.slice(0, 3) ?? 200);
  delete headers.Status;
  return { status, headers, body: output.subarray(end + 4) };
}
