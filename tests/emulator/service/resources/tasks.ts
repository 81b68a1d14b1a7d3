import { json } from '../message';
import { type Resource } from '../resource';

/** The build tasks an organization has, which `tfx build tasks list` prints. */
export const tasks: Resource = {
  id: '60aac929-f0cd-4bc8-9ce4-6b30e8f1b1bd',
  area: 'distributedtask',
  resourceName: 'tasks',
  routeTemplate: '_apis/{area}/{resource}/{taskId}/{versionString}',
  resourceVersion: 1,
  minVersion: '1.0',
  releasedVersion: '0.0',
  scopes: ['vso.agentpools', 'vso.build'],
  anonymous: false,
  faces: ['main'],
  get: () => json(200, { count: 1, value: [COMMAND_LINE] }),
};

const COMMAND_LINE = {
  id: 'd9bafed4-0b18-4f58-968d-86655b4d2ce9',
  name: 'CmdLine',
  friendlyName: 'Command line',
  description: 'Run a command line script',
  category: 'Utility',
  visibility: ['Build', 'Release'],
  version: { major: 2, minor: 250, patch: 1, isTest: false },
};
