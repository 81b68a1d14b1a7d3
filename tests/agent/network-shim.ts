/**
 * The network shim: a real agent gives a script a real network, this one gives it a proxy that answers
 * under the production names, and the authority that signs for them. These are the variables by which
 * git, curl, Python, Node, OpenSSL and .NET tools find both. Script steps get them, tasks never do.
 */
export function networkShim({
  proxyUrl,
  caFile,
}: {
  proxyUrl: string;
  caFile: string;
}): Record<string, string> {
  return {
    HTTP_PROXY: proxyUrl,
    HTTPS_PROXY: proxyUrl,
    http_proxy: proxyUrl,
    https_proxy: proxyUrl,
    NO_PROXY: 'localhost,127.0.0.1',
    no_proxy: 'localhost,127.0.0.1',
    NODE_USE_ENV_PROXY: '1',
    NODE_EXTRA_CA_CERTS: caFile,
    SSL_CERT_FILE: caFile,
    GIT_SSL_CAINFO: caFile,
    CURL_CA_BUNDLE: caFile,
    REQUESTS_CA_BUNDLE: caFile,
    PIP_CERT: caFile,
    npm_config_cafile: caFile,
  };
}
