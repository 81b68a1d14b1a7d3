/** The identity service's instance, by which clients ask for it (token-api.md 0.4). */
export const SPS = '951917ac-a960-4999-8464-e3f0aa25b381';

export interface ResourceArea {
  id: string;
  name: string;
  locationUrl(organization: string): string;
}

const onMain = (organization: string): string => `https://dev.azure.com/${organization}/`;
const onIdentity = (organization: string): string => `https://vssps.dev.azure.com/${organization}/`;

/** Areas with the ids that the official clients look for. */
export const RESOURCE_AREAS: readonly ResourceArea[] = [
  { id: SPS, name: 'sps', locationUrl: onIdentity },
  { id: '79134c72-4a58-4b42-976c-04e7115f32bf', name: 'core', locationUrl: onMain },
  { id: '4e080c62-fa21-4fbc-8fef-2a10a2b38049', name: 'git', locationUrl: onMain },
  { id: '965220d5-5bb9-42cf-8d67-9b146df2a5a4', name: 'build', locationUrl: onMain },
  { id: 'a85b8835-c1a1-4aac-ae97-1c3d0ba72dbd', name: 'distributedtask', locationUrl: onMain },
  { id: '1814ab31-2f4f-4a9f-8761-f4d77dc5a5d7', name: 'serviceEndpoint', locationUrl: onMain },
  { id: '5264459e-e5e0-4bd8-b118-0985e68a4ec5', name: 'wit', locationUrl: onMain },
  { id: '8ccfef3d-2b87-4e99-8ccb-66e343d2daa8', name: 'profile', locationUrl: onIdentity },
  { id: '55967393-20ef-45c6-a96c-b5d5d5986a9a', name: 'tokens', locationUrl: onIdentity },
  { id: 'af68438b-ed04-4407-9eb6-f1dbae3f922e', name: 'tokenAdmin', locationUrl: onIdentity },
];
