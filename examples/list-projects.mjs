// What a script of yours may look like: Microsoft's client for Node, with the PAT from the environment.
import azdev from 'azure-devops-node-api';

const [, , organization] = process.argv;
const handler = azdev.getPersonalAccessTokenHandler(process.env.AZURE_DEVOPS_EXT_PAT);
const connection = new azdev.WebApi(organization, handler);
const projects = await (await connection.getCoreApi()).getProjects();

for (const { name, state } of projects) console.log(`project: ${name} (${state ?? 'wellFormed'})`);
