/** A service connection, as the server keeps it. `data` is public and never masked; `parameters` are. */
export interface Connection {
  id: string;
  name: string;
  type: string;
  url: string;
  scheme: string;
  parameters: Record<string, string>;
  data?: Record<string, string>;
}

export type VariableValue = string | { value: string; isSecret?: boolean; isReadOnly?: boolean };

/** All waits of the agent, so that no test has to sit one out. */
export interface Delays {
  sigintMs: number;
  sigtermMs: number;
  /** Between the end of a process and the end of its output, which a grandchild may hold open. */
  streamGraceMs: number;
  /** Between `task.complete done=true` and the moment the agent stops listening. */
  forceCompleteMs: number;
  /** Attempt n waits (n + 1)² of these. */
  retryUnitMs: number;
  /** What `timeoutInMinutes` counts. */
  minuteMs: number;
}

export const agentDelays: Delays = {
  sigintMs: 7_500,
  sigtermMs: 2_500,
  streamGraceMs: 5_000,
  forceCompleteMs: 5_000,
  retryUnitMs: 1_000,
  minuteMs: 60_000,
};

export interface Proxy {
  url: string;
  username?: string;
  password?: string;
  /** Regular expressions of hosts. */
  bypass?: string[];
}

export interface Certificates {
  caInfo?: string;
  clientCert?: string;
  clientCertKey?: string;
  clientCertArchive?: string;
  clientCertPassword?: string;
  skipCertValidation?: boolean;
}

export interface AgentSettings {
  /** 'AzureDevOpsPat@1' to the folder of the built task. */
  tasks: Record<string, string>;
  connections: Connection[];
  systemConnection: { url: string; accessToken: string };
  /** What the server sends with the job, over the agent's own defaults. */
  variables?: Record<string, VariableValue>;
  proxy?: Proxy;
  certificates?: Certificates;
  /** Environment of script steps only; see network-shim.ts. */
  network?: Record<string, string>;
  /** The Node binary that runs the tasks; the one at hand if left out. */
  node?: string;
  /** Added to the worker's environment, which every child inherits. */
  taskEnvironment?: Record<string, string>;
  readOnlyVariables?: boolean;
  decodePercents?: boolean;
  /** Sets `system.debug`, so that `log` holds the debug lines as well. */
  debug?: boolean;
  streamOrder?: 'asWritten' | 'stderrFirst';
  delays?: Partial<Delays>;
  /** Each line as the user sees it, while the job runs. */
  onLine?: (line: string) => void;
  /** Cancels the job. */
  signal?: AbortSignal;
}
