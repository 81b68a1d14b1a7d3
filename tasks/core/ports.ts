import { type Finding } from './finding.js';
import { type Organization } from './organization.js';
import { type Secret } from './secret.js';
import { type Credential } from './service-connection.js';

/** What an action may do to the running pipeline. */
export interface Pipeline {
  info: (message: string) => void;
  warn: (message: string) => void;
  /** Registers every spelling of a secret with the agent's masker; `userNames` are those it is sent with. */
  mask: (secret: Secret, userNames?: readonly string[]) => void;
  /** Masks the value first, then sets it as a variable of the job. */
  exportCredential: (variable: string, value: Secret, as: 'secret' | 'environment') => void;
  /** Keeps a value, never a secret, for this step's post-job phase. */
  remember: (key: string, value: string) => void;
}

/** What is asked of Azure DevOps. */
export interface AzureDevOps {
  /** Asks who the credential belongs to. Every answer, and no answer, is a finding; it never throws one. */
  whoami: (organization: Organization, credential: Credential) => Promise<Finding>;
}

/** The time of day. Actions take it as a value, so that tests stop it. */
export type Clock = () => Date;

export interface Ports {
  pipeline: Pipeline;
  azureDevOps: AzureDevOps;
  clock: Clock;
}
