// Applications with the vendors' addresses built in, led by hosts entries and port 443 alone: no proxy, no script, no endpoint.
// Of their variables one says whom to trust, and those of AWS the region and keys that every deployment has.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { anna, sunny } from './support/cognito.js';
import { forgetWhatIsTold } from './support/environment.js';
import { claimsOf } from './support/epilot.js';
import { forgetPrograms, get, httpsClients } from './support/https_clients.js';
import { startNetwork } from './support/network.js';
import { startGalleryOn443 } from './support/understudy.js';

const poolHost = 'cognito-idp.eu-central-1.amazonaws.com';
const issuer = `https://${poolHost}/${sunny.UserPoolId}`;
const shiftIq = fileURLToPath(new URL('../../fixtures/shift-iq.yaml', import.meta.url));

let trust, network, server;
before(async () => {
  forgetWhatIsTold();
  trust = await mkdtemp(join(tmpdir(), 'understudy-hosts-'));
  network = await startNetwork([poolHost, 'access-token.sls.epilot.io', 'user.sls.epilot.io', 'dev-api.shiftiq.com', 'academy.shiftiq.com']);
  server = await startGalleryOn443(network, 'user-pools', shiftIq, '--tls', '--data-dir', trust);
});
after(async () => {
  await server?.stop();
  await network?.stop();
  await rm(trust, { recursive: true });
});
after(forgetPrograms);

const inside = (client) => ({ ...client, words: async (url) => [...network.enter, ...(await client.words(url))] });
const curl = async (url, ...more) => {
  const { status, out, err } = await network.run(['curl', '-sS', ...more, url], { CURL_CA_BUNDLE: join(trust, 'bundle.pem') });
  assert.equal(status, 0, err);
  return out;
};
const says = async (promise, expected) => {
  const { status, out, err } = await promise;
  assert.deepEqual({ status, out: out.trim(), err }, { status: 0, out: expected, err: '' });
};
const aws = { AWS_REGION: 'eu-central-1', AWS_DEFAULT_REGION: 'eu-central-1', AWS_ACCESS_KEY_ID: 'any', AWS_SECRET_ACCESS_KEY: 'any' };
const node = (script) => network.run([process.execPath, '--input-type=module', '-e', script],
  { ...aws, NODE_EXTRA_CA_CERTS: join(trust, 'both-cas.pem'), NODE_NO_WARNINGS: '1' });

const signIn = `
  import { CognitoIdentityProvider } from '@aws-sdk/client-cognito-identity-provider';
  const sdk = new CognitoIdentityProvider({ maxAttempts: 1 });
  const { AuthenticationResult: tokens } = await sdk.initiateAuth({ AuthFlow: 'USER_PASSWORD_AUTH', ClientId: '${sunny.ClientId}',
    AuthParameters: { USERNAME: '${anna.username}', PASSWORD: '${anna.password}' } });`;

describe('a hosts entry', () => {
  for (const client of httpsClients)
    it(`leads ${client.name} to the vendors' names`, async () => {
      for (const [host, path] of [[poolHost, `/${sunny.UserPoolId}/.well-known/jwks.json`], ['access-token.sls.epilot.io', '/v1/access-tokens/.well-known/jwks.json']])
        assert.equal(await get(inside(client), `https://${host}${path}`, client.variables(trust)), await curl(`http://localhost:443${path}`));
    });

  it('leads nobody who trusts the authority of local names alone', async () => {
    const { status, err } = await network.run(['curl', '-sS', '--cacert', join(trust, 'ca.pem'), `${issuer}/.well-known/jwks.json`]);
    assert.equal(status, 60, err);
  });

  it('leads the AWS SDK v3, whose tokens have the issuer of the vendor', () => says(node(`${signIn}
    const claims = (token) => JSON.parse(Buffer.from(token.split('.')[1], 'base64url'));
    const { Username } = await sdk.getUser({ AccessToken: tokens.AccessToken });
    const { email, iss } = claims(tokens.IdToken);
    console.log(email, iss, claims(tokens.AccessToken).iss, Username === claims(tokens.AccessToken).username)`),
  `${anna.username} ${issuer} ${issuer} true`));

  it('leads the unmodified CognitoJwtVerifier, which computes the address of the keys', () => says(node(`${signIn}
    import { CognitoJwtVerifier } from 'aws-jwt-verify';
    const verifier = CognitoJwtVerifier.create({ userPoolId: '${sunny.UserPoolId}', tokenUse: 'access', clientId: '${sunny.ClientId}' });
    console.log((await verifier.verify(tokens.AccessToken)).iss)`), issuer));

  it('leads boto3', () => says(network.run(['/usr/bin/python3', '-I', '-c', `import boto3
idp = boto3.client("cognito-idp")
tokens = idp.initiate_auth(AuthFlow="USER_PASSWORD_AUTH", ClientId="${sunny.ClientId}", AuthParameters={"USERNAME": "${anna.username}", "PASSWORD": "${anna.password}"})
print(tokens["AuthenticationResult"]["TokenType"], len(idp.list_users(UserPoolId="${sunny.UserPoolId}")["Users"]))`],
  { ...aws, AWS_CA_BUNDLE: join(trust, 'bundle.pem') }), 'Bearer 5'));

  it("leads epilot's clients with no base URL, whose tokens have the issuer of the vendor", () => says(node(`
    import { createRequire } from 'node:module';
    const require = createRequire('${import.meta.filename ?? fileURLToPath(import.meta.url)}');
    const { authorizeWithToken } = require('@epilot/auth');
    const client = (name, token) => authorizeWithToken(require(\`@epilot/\${name}-client\`).createClient(), token);
    const minted = await (await fetch('http://localhost:443/_understudy/v1/worlds/default/tokens', { method: 'POST', body: JSON.stringify({ user: '${anna.username}' }) })).json();
    const { data: { token } } = await client('access-token', minted.token).createAccessToken(null, { name: 'Made under the name of the vendor' });
    const { data } = await client('user', token).getMeV2();
    console.log(data.email, JSON.parse(Buffer.from(token.split('.')[1], 'base64url')).iss)`),
  `${anna.username} https://access-token.sls.epilot.io/v1/access-tokens`));

  it("leads to Shift iQ's API and pages, whose cookie has the vendor's domain", async () => {
    const made = JSON.parse(await curl('https://dev-api.shiftiq.com/v2/e01/api/security/tokens/generate',
      '-H', 'Content-Type: application/json', '-d', JSON.stringify({ Secret: 'Good-Secret-Of-Dora' })));
    assert.equal(claimsOf(made.AccessToken).iss, 'https://dev-api.shiftiq.com/api/security/tokens/generate');
    const headers = await curl('https://academy.shiftiq.com/ui/lobby/signin', '-D', '-', '-o', '/dev/null',
      '--data-urlencode', 'Email=dora@academy.test', '--data-urlencode', 'Password=Dora-1');
    assert.match(headers, /^set-cookie: InSite\.WebToken=[^\r\n]*domain=shiftiq\.com/im);
  });

  it('leaves what is asked by its own name as it is', async () => {
    const said = JSON.parse(await curl(`https://localhost/${sunny.UserPoolId}/.well-known/openid-configuration`));
    assert.equal(said.issuer, `http://localhost:443/${sunny.UserPoolId}`);
  });
});
