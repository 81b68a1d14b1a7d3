import { TaskError } from '../../errors.js';
import { finding, type Finding } from '../../finding.js';
import { judgeConnectionData } from '../../judge-connection-data.js';
import { type Organization } from '../../organization.js';
import { type Clock } from '../../ports.js';
import { type Credential } from '../../service-connection.js';
import { type Http } from './http.js';
import { scrub } from './scrub.js';

/**
 * Who the credential belongs to, by `GET _apis/connectionData`: the one request that every PAT may make, whatever its
 * scopes, and the one by which Microsoft's own command line tool judges a PAT (token-api 2.1).
 */
export async function whoami(
  http: Http,
  clock: Clock,
  organization: Organization,
  credential: Credential,
): Promise<Finding> {
  try {
    // No api-version: with one, it has to be a preview that old servers do not know (token-api 2.1).
    const answer = scrub(await http.get(organization, '_apis/connectionData', credential), credential);
    return judgeConnectionData(answer, { organization, credential, now: clock() });
  } catch (error) {
    if (error instanceof TaskError) return finding(error.reason, error.facts);
    throw error;
  }
}
