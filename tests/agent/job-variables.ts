import os from 'node:os';

import { type Directories } from './directories';
import { type JobDefinition } from './job-definition';
import { type AgentSettings, type Certificates, type Proxy, type VariableValue } from './settings';
import { type VariableFlags } from './variables';

export type JobVariable = [name: string, value: string, flags?: VariableFlags];

/** What the server sends with the job: its own, those of the pipeline, and those of the caller over both. */
export function serverVariables(job: JobDefinition, settings: AgentSettings, jobName: string): JobVariable[] {
  const own: JobVariable[] = [
    ['system.hosttype', 'build'],
    ['system.servertype', 'Hosted'],
    ['system.culture', 'en-US'],
    ['system.collectionUri', settings.systemConnection.url],
    ['system.teamFoundationCollectionUri', settings.systemConnection.url],
    ['system.teamProject', 'Fabrikam'],
    ['system.jobId', '12f1170f-54f2-53f3-20dd-22fc7dff55f9'],
    ['system.jobName', jobName],
    ['system.jobDisplayName', jobName],
    ['system.jobAttempt', '1'],
    ['agent.jobName', jobName],
    ['system.planId', '5f0d8b1e-6f4c-4d6c-8a57-0d4f2f0a3e11'],
    ['build.buildId', '1'],
    ['build.definitionName', 'Fabrikam'],
    ['system.accessToken', settings.systemConnection.accessToken, { isSecret: true }],
  ];
  return [
    ...own,
    ...(job.variables ?? []).map(({ name, value, isReadOnly = false }): JobVariable => [
      name,
      value,
      { isReadOnly },
    ]),
    ...Object.entries(settings.variables ?? {}).map(([name, value]) => toVariable(name, value)),
    ...(settings.debug === true ? [['system.debug', 'true'] as JobVariable] : []),
    ...(settings.readOnlyVariables === true ? [['agent.readOnlyVariables', 'true'] as JobVariable] : []),
    ...(settings.decodePercents === false ? [['DECODE_PERCENTS', 'false'] as JobVariable] : []),
  ];
}

/** What the agent adds when the job has arrived. */
export function agentVariables(directories: Directories, settings: AgentSettings): JobVariable[] {
  return [
    ['agent.name', 'local-agent'],
    ['agent.machineName', 'local-agent'],
    ['agent.version', '4.275.0'],
    ['agent.os', { linux: 'Linux', darwin: 'Darwin' }[process.platform as string] ?? 'Windows_NT'],
    ['agent.osArchitecture', os.arch().toUpperCase()],
    ['agent.homeDirectory', directories.root],
    ['agent.rootDirectory', directories.work],
    ['agent.workFolder', directories.work],
    ['agent.tempDirectory', directories.temp],
    ['agent.toolsDirectory', directories.tools],
    ['agent.buildDirectory', directories.build],
    ['pipeline.workspace', directories.build],
    ['system.workFolder', directories.work],
    ['system.defaultWorkingDirectory', directories.sources],
    ['system.artifactsDirectory', directories.artifacts],
    ['build.sourcesDirectory', directories.sources],
    ['build.artifactStagingDirectory', directories.artifacts],
    ['build.stagingDirectory', directories.artifacts],
    ['build.binariesDirectory', directories.binaries],
    ...(settings.proxy ? proxyVariables(settings.proxy) : []),
    ...certificateVariables(settings.certificates ?? {}),
  ];
}

/** The agent sets no HTTP_PROXY: a task that wants the proxy reads these. */
function proxyVariables({ url, username, password, bypass = [] }: Proxy): JobVariable[] {
  return [
    ['agent.proxyurl', url],
    ...optional('agent.proxyusername', username),
    ...optional('agent.proxypassword', password, { isSecret: true }),
    ...optional('agent.proxybypasslist', bypass.length > 0 ? JSON.stringify(bypass) : undefined),
    ['agent.usebasicauthforproxy', 'False'],
  ];
}

/** The agent takes a client certificate only with all three of its files. */
function certificateVariables(certificates: Certificates): JobVariable[] {
  const { clientCert, clientCertKey, clientCertArchive, clientCertPassword } = certificates;
  const client: JobVariable[] =
    clientCert !== undefined && clientCertKey !== undefined && clientCertArchive !== undefined
      ? [
          ['agent.clientcert', clientCert],
          ['agent.clientcertkey', clientCertKey],
          ['agent.clientcertarchive', clientCertArchive],
          ...optional('agent.clientcertpassword', clientCertPassword, { isSecret: true }),
        ]
      : [];
  return [
    ...optional('agent.skipcertvalidation', certificates.skipCertValidation === true ? 'True' : undefined),
    ...optional('agent.cainfo', certificates.caInfo),
    ...client,
  ];
}

function optional(name: string, value: string | undefined, flags: VariableFlags = {}): JobVariable[] {
  return value === undefined || value === '' ? [] : [[name, value, flags]];
}

function toVariable(name: string, value: VariableValue): JobVariable {
  if (typeof value === 'string') return [name, value];
  return [name, value.value, { isSecret: value.isSecret ?? false, isReadOnly: value.isReadOnly ?? false }];
}
