import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

import { type CommandHandler } from './commands';
import { type Endpoint, systemEndpointId } from './endpoints';
import { ArgumentError, ArgumentNullError, InvalidOperationError } from './faults';
import { type StepState, warning } from './step-state';

/** Commands that read files of the host or change connections. None of them passes `restricted`. */
export const hostCommands: Record<string, CommandHandler> = {
  uploadsummary(step, { data }) {
    if (data === '') {
      throw new InvalidOperationError('Cannot upload summary file, summary file location is not specified.');
    }
    attach(step, 'Distributedtask.Core.Summary', path.basename(data), data);
  },

  uploadfile(step, { data }) {
    if (data === '') {
      throw new InvalidOperationError('Cannot upload file because file location is not specified.');
    }
    attach(step, 'DistributedTask.Core.FileAttachment', path.basename(data), data);
  },

  addattachment(step, { properties, data }) {
    const [type, name] = [properties.get('type'), properties.get('name')];
    if (type === undefined) {
      throw new ArgumentNullError("Can't add task attachment, attachment type is not provided.");
    }
    if (name === undefined) {
      throw new ArgumentNullError("Can't add task attachment, attachment name is not provided.");
    }
    attach(step, type, name, data);
  },

  /** What it changes, all later steps of the job see. */
  setendpoint(step, { properties, data }) {
    if (data === '') throw new ArgumentNullError('Enter a valid value for setendpoint.');
    const field = requireProperty(properties, 'field').toLowerCase();
    if (field === 'authparameter') step.job.masker.add(data);
    const endpoint = findEndpoint(step, requireProperty(properties, 'id').toLowerCase());
    if (endpoint.id === systemEndpointId) {
      warning(
        step,
        `Modification of system endpoint '${endpoint.name}' is not allowed via setendpoint command.`,
      );
    } else if (field === 'url') {
      if (!URL.canParse(data)) throw new ArgumentNullError('Invalid endpoint Url.');
      endpoint.url = data;
    } else {
      setParameter(endpoint, field, requireProperty(properties, 'key'), data);
    }
  },
};

function attach({ record }: StepState, type: string, name: string, file: string): void {
  if (!existsSync(file) || !statSync(file).isFile()) {
    throw new ArgumentNullError(
      'Cannot upload task attachment file, attachment file location is not specified or ' +
        'attachment file does not exist on disk.',
    );
  }
  record.attachments.push({ type, name, path: file, content: readFileSync(file, 'utf8') });
}

function requireProperty(properties: Map<string, string>, name: string): string {
  const value = properties.get(name);
  if (value === undefined) {
    throw new ArgumentNullError(`Required field '${name}' is missing in ##vso[task.setendpoint] command.`);
  }
  return value;
}

function findEndpoint({ job }: StepState, id: string): Endpoint {
  if (!/^[0-9a-f-]{36}$/.test(id)) {
    throw new ArgumentNullError('Invalid endpoint id.');
  }
  const endpoint = job.endpoints.find((candidate) => candidate.id === id);
  if (!endpoint)
    throw new ArgumentNullError(
      `Service connection with id '${id}' is not declared in the pipeline job and therefore can't be referenced in task.setendpoint commands.`,
    );
  return endpoint;
}

function setParameter(endpoint: Endpoint, field: string, key: string, value: string): void {
  if (field === 'dataparameter') endpoint.data[key] = value;
  else if (field === 'authparameter') endpoint.parameters[key] = value;
  else
    throw new ArgumentError('Invalid endpoint field. Valid values are url, dataParameter and authParameter');
}
