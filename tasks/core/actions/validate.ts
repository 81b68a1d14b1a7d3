import { type Finding } from '../finding.js';
import { readClaims } from '../jwt.js';
import { type Outcome, type Outputs } from '../outcome.js';
import { pasteHints } from '../paste-hints.js';
import { c3id, hasPatChecksum } from '../pat-format.js';
import { type Pipeline, type Ports } from '../ports.js';
import { type Export, type ValidateRequest } from '../request.js';
import { type Credential } from '../service-connection.js';

/** Under which `remember` keeps what the post-job phase has to empty. */
export const EXPORTED = 'exported';

/** Asks the service whose the credential is, and hands on only one that works. */
export async function validate(request: ValidateRequest, ports: Ports): Promise<Outcome> {
  const { pipeline, azureDevOps, clock } = ports;
  const { organization, connection, notices, warnings } = request;
  for (const notice of notices) pipeline.info(notice);
  for (const warning of warnings) pipeline.warn(warning);

  const hints = pasteHints(connection.credential.secret.reveal()).map(
    (hint) => `A look at the secret: ${hint}`,
  );
  for (const hint of hints) pipeline.info(hint);

  const finding = await azureDevOps.whoami(organization, connection.credential);
  const message = isRefused(finding) ? [finding.message, ...hints].join(' ') : finding.message;
  // Said before the export, so that the log ends with the lines to paste.
  if (finding.status === 'ok') pipeline.info(finding.message);
  if (finding.status === 'warning') pipeline.warn(finding.message);
  if (works(finding)) handOn(request.export, connection.credential, pipeline);

  const known = {
    status: finding.status,
    reason: finding.reason,
    identity: finding.identity?.name ?? '',
    identityId: finding.identity?.id ?? '',
    organization: organization.url,
    ...describe(connection.credential, clock()),
  };
  const results = JSON.stringify([{ input: connection.type.input, ...known, message }]);
  return { ...finding, message, outputs: { ...known, results } };
}

function works({ status }: Finding): boolean {
  return status === 'ok' || status === 'warning';
}

/** Where the look of the secret may be the cause: not where the service was not reached. */
function isRefused({ status }: Finding): boolean {
  return status === 'bad' || status === 'refused';
}

function handOn(wanted: Export, { secret }: Credential, pipeline: Pipeline): void {
  if (wanted.as === 'none') return;
  const { as, variable } = wanted;
  // Remembered first: killed in between, the post-job phase empties a variable that was never set.
  pipeline.remember(EXPORTED, `${as} ${variable}`);
  pipeline.exportCredential(variable, secret, as);
  const inEnvironment = variable.replaceAll('.', '_').toUpperCase();
  if (as === 'environment') {
    pipeline.info(`Every later step of this job has it, masked, in its environment as ${inEnvironment}.`);
  } else {
    pipeline.info(`It is the secret variable '${variable}'; a later step has it where that step maps it:`);
    pipeline.info(`    env:\n      ${inEnvironment}: $(${variable})`);
  }
}

function describe(credential: Credential, now: Date): Partial<Outputs> {
  const token = credential.secret.reveal().trim();
  const { validTo, scope = '' } = readClaims(credential);
  const daysLeft = validTo && Math.floor((validTo.getTime() - now.getTime()) / 86_400_000);
  return {
    tokenKind: credential.looksLike,
    validTo: validTo?.toISOString() ?? '',
    daysLeft: daysLeft === undefined ? '' : String(daysLeft),
    scope,
    authorizationId: '',
    // Of anything but a real PAT there is no fingerprint: a hash of a person's password would be a leak.
    fingerprint: hasPatChecksum(token) ? c3id(token) : '',
  };
}
