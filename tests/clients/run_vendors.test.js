// Programs in which nothing is changed, no address and no certificate, call vendors' hosts under `understudy run`.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { anna, sunny } from './support/cognito.js';
import { program } from './support/program.js';
import { startGallery } from './support/understudy.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const pools = path('../../fixtures/user-pools.yaml');
const epilot = path('fixture.yaml');

let folder;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'understudy-vendors-'));
});
after(() => rm(folder, { recursive: true }));

/** Runs words under `understudy run`; no variable says where a vendor's API is. */
function run(options, ...words) {
  const args = ['run', ...options, '--', 'env', '-u', 'AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER', ...words];
  return new Promise((done) =>
    execFile(program, args, { cwd: here, env: { PATH: process.env.PATH, HOME: folder, NODE_NO_WARNINGS: '1' }, timeout: 60_000 }, (error, out, err) =>
      done({ status: error ? error.code : 0, out: out.trim(), err: err.trim() })));
}
const node = (script) => ['node', '--input-type=module', '-e', script];
const python = (script) => ['/usr/bin/python3', '-I', '-c', script];
async function says(promise, expected) {
  const { status, out, err } = await promise;
  // Java tells on its error stream which options it picked up.
  assert.deepEqual({ status, out, err: err.replace(/^Picked up JAVA_TOOL_OPTIONS.*$/m, '').trim() }, { status: 0, out: expected, err: '' });
}

const signIn = `
import { CognitoIdentityProvider } from '@aws-sdk/client-cognito-identity-provider';
const sdk = new CognitoIdentityProvider({ region: 'eu-central-1', maxAttempts: 1 });
const { AuthenticationResult: tokens } = await sdk.initiateAuth({ AuthFlow: 'USER_PASSWORD_AUTH', ClientId: '${sunny.ClientId}',
  AuthParameters: { USERNAME: '${anna.username}', PASSWORD: '${anna.password}' } });`;

describe('by the script for Node', () => {
  it('the AWS SDK v3, which uses no proxy', () =>
    says(run([pools], ...node(`${signIn} console.log(JSON.parse(atob(tokens.IdToken.split('.')[1])).email)`)), anna.username));

  it('fetch, in every Node', () =>
    says(run([epilot], ...node(`console.log((await fetch('https://user.sls.epilot.io/v2/users/me')).status)`)), '401'));

  it('aws-jwt-verify, which computes the address of the keys, and the issuer that it expects', () =>
    says(run([pools], ...node(`${signIn}
      import { CognitoJwtVerifier } from 'aws-jwt-verify';
      const verifier = CognitoJwtVerifier.create({ userPoolId: '${sunny.UserPoolId}', tokenUse: 'access', clientId: '${sunny.ClientId}' });
      console.log((await verifier.verify(tokens.AccessToken)).iss)`)), `https://cognito-idp.eu-central-1.amazonaws.com/${sunny.UserPoolId}`));
});

describe('by the proxy', () => {
  it('curl', () =>
    says(run([epilot], 'sh', '-c', `curl -sS -H "Authorization: Bearer $("$0" mint --user owner@acme.test)" https://user.sls.epilot.io/v2/users/me | grep -o '"email":"[^"]*"'`, program), '"email":"owner@acme.test"'));

  it("epilot's own client, with no base URL", () =>
    says(run([epilot], 'sh', '-c', 'TOKEN=$("$0" mint --user owner@acme.test) exec node -e "$1"', program,
      `const { authorizeWithToken } = require('@epilot/auth');
       authorizeWithToken(require('@epilot/user-client').createClient(), process.env.TOKEN).getMeV2().then(({ data }) => console.log(data.email))`), 'owner@acme.test'));

  it('requests', () => says(run([epilot], ...python('import requests; print(requests.get("https://user.sls.epilot.io/v2/users/me").status_code)')), '401'));

  it('boto3, with no endpoint', () =>
    says(run([pools], ...python(`import boto3
print(boto3.client("cognito-idp").initiate_auth(AuthFlow="USER_PASSWORD_AUTH", ClientId="${sunny.ClientId}", AuthParameters={"USERNAME": "${anna.username}", "PASSWORD": "${anna.password}"})["AuthenticationResult"]["TokenType"])`)), 'Bearer'));

  it('Java', async () => {
    const file = join(folder, 'Ask.java');
    await writeFile(file, `import java.net.URI; import java.net.http.*;
public class Ask { public static void main(String[] args) throws Exception {
  var client = HttpClient.newBuilder().proxy(java.net.ProxySelector.getDefault()).version(HttpClient.Version.HTTP_1_1).build();
  System.out.println(client.send(HttpRequest.newBuilder(URI.create("https://user.sls.epilot.io/v2/users/me")).build(), HttpResponse.BodyHandlers.ofString()).statusCode()); } }`);
    await says(run([epilot], 'java', file), '401');
  });
});

describe('two at once, at one running server', () => {
  let server;
  before(async () => {
    server = await startGallery('user-pools', '--tls');
  });
  after(() => server.stop());

  it('see each its own world, by the script for Node and by the proxy', async () => {
    // Each puts a user into the world by Node, and counts the users by Python, once both have.
    const put = `import { CognitoIdentityProvider } from '@aws-sdk/client-cognito-identity-provider';
      await new CognitoIdentityProvider({ region: 'eu-central-1' }).adminCreateUser({ UserPoolId: '${sunny.UserPoolId}', Username: process.env.NEW });`;
    const list = `import boto3
print(sorted(user["Username"] for user in boto3.client("cognito-idp").list_users(UserPoolId="${sunny.UserPoolId}")["Users"] if user["Username"].startswith("new-")))`;
    const script = `export NEW="new-$2"; node --input-type=module -e "$4"; touch "$1/there-$2"; until [ -e "$1/there-$3" ]; do sleep 0.02; done; /usr/bin/python3 -I -c "$5"`;
    const one = (mine, other) => run(['--url', server.baseUrl], 'timeout', '30', 'sh', '-c', script, 'sh', folder, mine, other, put, list);
    const [a, b] = await Promise.all([one('a', 'b'), one('b', 'a')]);
    assert.deepEqual([a, b], [{ status: 0, out: "['new-a']", err: '' }, { status: 0, out: "['new-b']", err: '' }]);
  });
});
