import { wrapped } from './errors';
import { type HttpRequest, type HttpResponse } from './message';
import { type Resource } from './resource';

const WEB_API = 'Microsoft.VisualStudio.Services.WebApi';
const VERSION = /^(\d+(?:\.\d+)?)(-preview(?:\.\d+)?)?$/i;

/** What the service says about the `api-version` of a request, unless it is a good one (token-api.md 1.5). */
export function versionFault(
  request: HttpRequest,
  resource: Resource,
  serverVersion: string,
): HttpResponse | undefined {
  const asked = askedVersion(request);
  if (asked === undefined) {
    return isWrite(request.method) ? notSupplied(request.method) : undefined;
  }
  const [, version = '', preview] = VERSION.exec(asked) ?? [];
  if (version === '') {
    return fault('VssServiceException', `The api-version '${asked}' is not valid.`);
  }
  if (Number(version) > Number(serverVersion)) {
    return fault(
      'VssVersionOutOfRangeException',
      `The requested REST API version of ${version} is out of range for this server. ` +
        `The latest REST API version this server supports is ${serverVersion}.`,
    );
  }
  if (preview === undefined && Number(version) > Number(resource.releasedVersion)) {
    return fault(
      'VssInvalidPreviewVersionException',
      `The requested version "${version}" of the resource is under preview. The -preview flag must be supplied ` +
        `in the api-version for such requests. For example: "${version}-preview"`,
    );
  }
  return undefined;
}

function askedVersion({ url, headers }: HttpRequest): string | undefined {
  const inHeader = /;\s*api-version=([^;,\s]+)/i;
  return (
    url.searchParams.get('api-version') ??
    inHeader.exec(headers.accept ?? '')?.[1] ??
    inHeader.exec(headers['content-type'] ?? '')?.[1]
  );
}

function isWrite(method: string): boolean {
  return ['POST', 'PUT', 'PATCH', 'DELETE'].includes(method);
}

function notSupplied(method: string): HttpResponse {
  return fault(
    'VssVersionNotSpecifiedException',
    `No api-version was supplied for the "${method}" request. The version must be supplied either as part of the ` +
      'Accept header (e.g. "application/json; api-version=1.0") or as a query parameter (e.g. "?api-version=1.0").',
  );
}

function fault(name: string, message: string): HttpResponse {
  return wrapped(400, { message, typeName: `${WEB_API}.${name}, ${WEB_API}` });
}
