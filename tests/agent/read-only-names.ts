/** Names that no task may set, whatever the job says of them. */
export function isReadOnlyName(name: string): boolean {
  return names.has(name.toLowerCase());
}

const names = new Set(
  [
    ...within(
      'agent',
      'acceptTeeEula buildDirectory cloudId containerId containerMapping containerNetwork diagnostic',
      'gitUseSChannel homeDirectory id isSelfHosted jobName jobStatus machineName name os osArchitecture',
      'osVersion useBasicAuthForProxy proxyBypassList proxyPassword proxyUrl proxyUsername',
      'readOnlyVariables retainDefaultEncoding rootDirectory runMode serverOMDirectory services caInfo',
      'clientCert clientCertArchive clientCertKey clientCertPassword skipCertValidation tempDirectory',
      'toolsDirectory version workFolder workingDirectory clean.buildDirectory source.git.lfs',
      'source.git.shallowFetchDepth source.skip releaseDirectory',
    ),
    ...within(
      'build',
      'artifactStagingDirectory binariesDirectory clean definitionName gated.runCI gated.shelvesetName',
      'buildNumber repository.clean repository.git.submoduleCheckout repository.id repository.localPath',
      'repository.name repository.provider repository.tfvc.workspace repository.uri sourceBranch',
      'sourceTfvcShelveset sourceVersion sourceVersionAuthor sourceVersionMessage sourcesDirectory',
      'stagingDirectory syncSources useServerWorkspaces',
    ),
    ...within('common', 'testResultsDirectory'),
    ...within('pipeline', 'workspace repository.name'),
    ...within(
      'release',
      'attemptNumber disableRobocopy definitionId definitionName releaseDescription',
      'artifact.download.bufferSize environmentName environmentUri releaseId releaseName',
      'artifact.download.parallelLimit requestedForId releaseUri releaseWebUrl requestedFor robocopyMT',
      'skipArtifactsDownload',
    ),
    ...within(
      'system',
      'accessToken artifactsDirectory collectionId culture debug defaultWorkingDirectory definitionId',
      'definitionName enableAccessToken hostType isAzureVM isDockerContainer jobAttempt jobDisplayName',
      'jobId jobName phaseAttempt phaseDisplayName phaseName planId preferGitFromPath',
      'pullRequest.targetBranch selfManageGitCreds serverType sourceVersionMessage stageAttempt',
      'stageDisplayName stageName teamFoundationServerUri teamProject teamProjectId workFolder',
    ),
    ...within('task', 'displayName skipTranslatorForCheckout publishTelemetry'),
    'FIX_POSSIBLE_GIT_OUT_OF_MEMORY_PROBLEM',
    'USE_GIT_LONG_PATHS',
    'USE_GIT_SINGLE_THREAD',
  ].map((name) => name.toLowerCase()),
);

function within(area: string, ...lines: string[]): string[] {
  return lines.flatMap((line) => line.split(' ')).map((name) => `${area}.${name}`);
}
