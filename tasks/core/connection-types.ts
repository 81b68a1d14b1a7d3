/** What kind of thing a service connection is for: decides what its URL means when no organization is given. */
type Purpose = 'organization' | 'anything' | 'marketplace' | 'feed';

export interface ConnectionType {
  /** Value of input `connectionType`. */
  key: string;
  /** The input that names the connection. */
  input: string;
  /** The service's name of the endpoint type, as in `connectedService:…`. */
  endpointType: string;
  purpose: Purpose;
}

/** The service connection types that can hold a PAT (token-api 8.7, peers D1), in the order of task.json. */
export const CONNECTION_TYPES: readonly ConnectionType[] = [
  { key: 'azureRepos', input: 'azureReposConnection', endpointType: 'externaltfs', purpose: 'organization' },
  { key: 'generic', input: 'genericConnection', endpointType: 'generic', purpose: 'anything' },
  {
    key: 'azureDevOpsApi',
    input: 'azureDevOpsApiConnection',
    endpointType: 'AZDOAPI',
    purpose: 'organization',
  },
  {
    key: 'marketplace',
    input: 'marketplaceConnection',
    endpointType: 'TFSMarketplacePublishing',
    purpose: 'marketplace',
  },
  { key: 'npm', input: 'npmConnection', endpointType: 'externalnpmregistry', purpose: 'feed' },
  { key: 'nuGet', input: 'nuGetConnection', endpointType: 'externalnugetfeed', purpose: 'feed' },
  {
    key: 'pythonDownload',
    input: 'pythonDownloadConnection',
    endpointType: 'externalpythondownloadfeed',
    purpose: 'feed',
  },
  {
    key: 'pythonUpload',
    input: 'pythonUploadConnection',
    endpointType: 'externalpythonuploadfeed',
    purpose: 'feed',
  },
  { key: 'maven', input: 'mavenConnection', endpointType: 'externalmavenrepository', purpose: 'feed' },
];
