// epilot's own clients, pointed at a world and given a token the way their documentation says.
import { createRequire } from 'node:module';
import { authorizeWithToken } from '@epilot/auth';

const require = createRequire(import.meta.url);

function client(name, world, token) {
  const created = require(`@epilot/${name}-client`).createClient();
  created.defaults.baseURL = world.baseUrl;
  return token ? authorizeWithToken(created, token) : created;
}

export const accessTokenClient = (world, token) => client('access-token', world, token);
export const userClient = (world, token) => client('user', world, token);
export const organizationClient = (world, token) => client('organization', world, token);
export const entityClient = (world, token) => client('entity', world, token);
export const permissionsClient = (world, token) => client('permissions', world, token);

/** The answer that a call was turned down with: `{ status, data }`. Fails where the call succeeds. */
export async function refusalOf(call) {
  let answer;
  try {
    answer = await call;
  } catch (error) {
    if (!error.response) throw error;
    return { status: error.response.status, data: error.response.data };
  }
  throw new Error(`expected a refusal, got ${answer.status} ${JSON.stringify(answer.data)}`);
}

/** The claims of a token, unverified. */
export const claimsOf = (token) => JSON.parse(Buffer.from(token.split('.')[1], 'base64url'));
