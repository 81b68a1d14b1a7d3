/** Names that change how every program of a later step runs: an export under one is an accident or an attack. */
const STEERING =
  'path pathext comspec home temp tmp tmpdir node_options node_extra_ca_certs node_tls_reject_unauthorized ' +
  'ld_preload ld_library_path dyld_insert_libraries bash_env env ifs pythonpath pythonstartup perl5opt rubyopt ' +
  'java_tool_options git_ssh_command git_askpass http_proxy https_proxy no_proxy all_proxy tf_build';

/** Variables that begin so are not handed to tasks and scripts at all (Microsoft Learn, "Define variables"). */
const UNREACHABLE_PREFIXES = ['endpoint', 'input', 'path', 'secret', 'securefile'];

/** Families of the agent and the service; it keeps these read-only or overwrites them (agent-contract 2.5). */
const FAMILIES = ['agent', 'system', 'vsts'];
const DOTTED_FAMILIES = [
  'build',
  'checks',
  'common',
  'environment',
  'pipeline',
  'release',
  'resources',
  'strategy',
  'task',
];

/** The agent's read-only names outside those families, in the spelling of the environment (Constants.cs). */
const READ_ONLY =
  'build_artifactstagingdirectory build_binariesdirectory build_buildid build_buildnumber build_clean ' +
  'build_definitionname build_gated_runci build_gated_shelvesetname build_reason build_repository_clean ' +
  'build_repository_git_submodulecheckout build_repository_id build_repository_localpath build_repository_name ' +
  'build_repository_provider build_repository_tfvc_workspace build_repository_uri build_requestedfor ' +
  'build_sourcebranch build_sourcebranchname build_sourcesdirectory build_sourcetfvcshelveset ' +
  'build_sourceversion build_sourceversionmessage build_stagingdirectory build_syncsources ' +
  'build_useserverworkspaces common_testresultsdirectory pipeline_repository_name pipeline_workspace ' +
  'release_artifact_download_buffersize release_artifact_download_parallellimit release_attemptnumber ' +
  'release_definitionid release_definitionname release_disablerobocopy release_environmentname ' +
  'release_environmenturi release_releasedescription release_releaseid release_releasename release_releaseuri ' +
  'release_releaseweburl release_requestedfor release_requestedforid release_robocopymt ' +
  'release_skipartifactsdownload task_displayname task_publishtelemetry task_skiptranslatorforcheckout';

const TAKEN = new Set(`${STEERING} ${READ_ONLY}`.split(' '));

/** What is wrong with a variable name that the user chose, or undefined. */
export function variableNameFault(name: string): string | undefined {
  if (!/^[A-Za-z_][A-Za-z0-9_.]*$/.test(name)) {
    return 'expected letters, digits, underscores and dots, not beginning with a digit or dot';
  }
  // The agent turns dots into underscores for the environment: `system.x` and `SYSTEM_X` are one name there.
  const flat = name.toLowerCase().replaceAll('.', '_');
  const belongsToAgent =
    UNREACHABLE_PREFIXES.some((prefix) => flat.startsWith(prefix)) ||
    FAMILIES.some((family) => flat === family || flat.startsWith(`${family}_`)) ||
    DOTTED_FAMILIES.some((family) => name.toLowerCase().startsWith(`${family}.`)) ||
    TAKEN.has(flat);
  return belongsToAgent
    ? 'that name is reserved: it belongs to the agent or steers the programs of later steps'
    : undefined;
}
