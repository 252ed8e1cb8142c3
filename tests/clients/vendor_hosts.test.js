// Clients whose addresses are built in, over TLS: the names are the vendors', the certificates those of the CA that the server
// gives for them, and only the connection goes to this machine, as by a hosts entry.
import assert from 'node:assert/strict';
import https from 'node:https';
import net from 'node:net';
import tls from 'node:tls';
import { after, before, describe, it } from 'node:test';
import { CognitoIdentityProvider } from '@aws-sdk/client-cognito-identity-provider';
import { getClient as accessTokenClient } from '@epilot/access-token-client';
import { getClient as userClient } from '@epilot/user-client';
import { CognitoJwtVerifier } from 'aws-jwt-verify';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { startGallery } from './support/understudy.js';

const UserPoolId = 'eu-central-1_Sunny0001';
const ClientId = 'sunnyportal';
const poolHost = 'cognito-idp.eu-central-1.amazonaws.com';
const signInBody = { ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: 'anna@sunny.test', PASSWORD: 'Anna-Password-1' } };

/** What a hosts entry and a port 443 would do: every connection goes to the server, and nothing else changes. */
class Redirecting extends https.Agent {
  constructor(port, ca) {
    super({ ca, keepAlive: false });
    this.port = port;
  }

  createConnection(options, done) {
    return tls.connect({ ...options, host: '127.0.0.1', port: this.port, servername: options.servername ?? options.host, ALPNProtocols: ['http/1.1'] }, done);
  }
}

async function redirectingTo(server) {
  const url = new URL(server.baseUrl);
  const ca = await (await fetch(`${server.baseUrl}/_understudy/v1/vendors-ca.pem`)).text();
  return new Redirecting(url.port, ca);
}

function ask(agent, url, { method = 'GET', headers = {}, body, servername } = {}) {
  return new Promise((resolve, reject) => {
    const request = https.request(url, { method, headers, agent, servername }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (piece) => { text += piece; });
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, text, json: () => JSON.parse(text) }));
    });
    request.on('error', reject).end(body);
  });
}

const call = (agent, host, operation, body) => ask(agent, `https://${host}/`, {
  method: 'POST', body: JSON.stringify(body),
  headers: { 'Content-Type': 'application/x-amz-json-1.1', 'X-Amz-Target': `AWSCognitoIdentityProviderService.${operation}` },
});

let pools, agent, usual;
before(async () => {
  pools = await startGallery('user-pools', '--tls');
  agent = await redirectingTo(pools);
  usual = https.globalAgent;
  https.globalAgent = agent;
});
after(async () => {
  https.globalAgent = usual;
  agent.destroy();
  await pools.stop();
});

describe('Cognito, by its own names', () => {
  it('gives keys, documents and tokens with the issuer of the vendor', async () => {
    const { keys } = (await ask(agent, `https://${poolHost}/${UserPoolId}/.well-known/jwks.json`)).json();
    assert.equal(keys.length, 2);
    const document = (await ask(agent, `https://${poolHost}/${UserPoolId}/.well-known/openid-configuration`)).json();
    assert.equal(document.issuer, `https://${poolHost}/${UserPoolId}`);
    assert.equal(document.jwks_uri, `https://${poolHost}/${UserPoolId}/.well-known/jwks.json`);
    const { AuthenticationResult } = (await call(agent, poolHost, 'InitiateAuth', signInBody)).json();
    const { payload } = await jwtVerify(AuthenticationResult.AccessToken, createRemoteJWKSet(new URL(`${pools.baseUrl}/${UserPoolId}/.well-known/jwks.json`)), { issuer: document.issuer });
    assert.equal(payload.client_id, ClientId);
  });

  it('serves the AWS SDK without an endpoint, and the verifier without a fetcher', async () => {
    const sdk = new CognitoIdentityProvider({
      region: 'eu-central-1', credentials: { accessKeyId: 'any', secretAccessKey: 'any' }, requestHandler: { httpsAgent: agent } });
    const { AuthenticationResult } = await sdk.initiateAuth(signInBody);
    const verifier = CognitoJwtVerifier.create({ userPoolId: UserPoolId, clientId: ClientId, tokenUse: 'access' });
    const claims = await verifier.verify(AuthenticationResult.AccessToken);
    assert.equal(claims.iss, `https://${poolHost}/${UserPoolId}`);
    const { Username } = await sdk.getUser({ AccessToken: AuthenticationResult.AccessToken });
    assert.equal(Username, claims.username);
    sdk.destroy();
  });

  it('serves FIPS and dual-stack clients, which no endpoint option lets in', async () => {
    const sdk = new CognitoIdentityProvider({
      region: 'us-east-1', useFipsEndpoint: true, credentials: { accessKeyId: 'any', secretAccessKey: 'any' }, requestHandler: { httpsAgent: agent } });
    await assert.rejects(sdk.describeUserPool({ UserPoolId }), { name: 'ResourceNotFoundException' });
    assert.equal((await sdk.listUserPools({ MaxResults: 1 })).UserPools.length, 1);
    sdk.destroy();
  });

  it('says what is not emulated', async () => {
    const identity = await ask(agent, 'https://cognito-identity.eu-central-1.amazonaws.com/', {
      method: 'POST', body: '{}', headers: { 'X-Amz-Target': 'AWSCognitoIdentityService.GetId' } });
    assert.equal(identity.status, 501);
    assert.match(identity.text, /identity pools/);
    const hosted = await ask(agent, 'https://acme.auth.eu-central-1.amazoncognito.com/login?client_id=x');
    assert.equal(hosted.status, 501);
    assert.match(hosted.text, /hosted sign-in/);
  });
});

describe('epilot, by its own names', () => {
  it('serves its clients with no base URL set', async () => {
    const minted = await (await fetch(`${pools.baseUrl}/_understudy/v1/worlds/default/tokens`, {
      method: 'POST', body: JSON.stringify({ user: 'anna@sunny.test' }) })).json();
    assert.ok(minted.token, JSON.stringify(minted));
    const authorized = { headers: { Authorization: `Bearer ${minted.token}` } };
    const created = await accessTokenClient().createAccessToken(null, { name: 'Made under the name of the vendor' }, authorized);
    assert.equal(created.status, 201);
    const claims = JSON.parse(Buffer.from(created.data.token.split('.')[1], 'base64url'));
    assert.equal(claims.iss, 'https://access-token.sls.epilot.io/v1/access-tokens');
    const me = await userClient().getMeV2(null, null, { headers: { Authorization: `Bearer ${created.data.token}` } });
    assert.equal(me.status, 200);
    const gateway = await fetch(`${pools.baseUrl}/_understudy/v1/echo`, { headers: { Authorization: `Bearer ${created.data.token}` } });
    assert.equal(gateway.status, 200, 'the gateway takes it by whatever name it is asked');
  });

  it('says what is not emulated', async () => {
    const reply = await ask(agent, 'https://entity.sls.epilot.io/v1/entity/contact');
    assert.equal(reply.status, 501);
    assert.match(reply.json().error, /entity\.sls\.epilot\.io/);
  });
});

describe('A name of a vendor', () => {
  it('has nothing of Understudy itself', async () => {
    for (const path of ['/', '/_understudy/v1/worlds', '/_understudy/v1/health'])
      assert.equal((await ask(agent, `https://user.sls.epilot.io${path}`)).status, 403, path);
  });

  it('goes with the certificate', async () => {
    const path = '/v1/access-tokens/.well-known/jwks.json';
    const asked = (servername, host) => ask(agent, `https://${servername}${path}`, { servername, headers: { Host: host } });
    assert.equal((await asked('user.sls.epilot.io', 'access-token.sls.epilot.io')).status, 200);
    assert.equal((await asked('user.sls.epilot.io', 'localhost')).status, 421);
    await assert.rejects(ask(agent, `https://localhost${path}`), { code: /UNABLE_TO|SELF_SIGNED|CERT|VERIFY/ }, 'the CA of vendors vouches for no name of ours');
  });

  it('may be no other than those of the list', async () => {
    await assert.rejects(ask(agent, 'https://example.com/'));
    await assert.rejects(ask(agent, 'https://www.epilot.io/'));
  });
});

describe('A Host', () => {
  const path = '/v1/access-tokens/.well-known/jwks.json';
  const keys = 'access-token.sls.epilot.io';

  /** The status of an answer to these header lines, over plain http. */
  const statusOf = (lines, version = '1.1') => new Promise((resolve, reject) => {
    const socket = net.connect(new URL(pools.baseUrl).port, '127.0.0.1');
    let text = '';
    socket.setEncoding('latin1').on('data', (piece) => { text += piece; }).on('error', () => resolve(text.slice(9, 12)));
    socket.on('close', () => resolve(text.slice(9, 12))).on('timeout', () => reject(new Error('no answer'))).setTimeout(5000);
    socket.end([`GET ${path} HTTP/${version}`, ...lines, 'Connection: close', '', ''].join('\r\n'), 'latin1');
  });

  const long = 'a'.repeat(65536);
  const rows = [
    ['in any case', [`Host: ${keys.toUpperCase()}`], ['200']],
    ['with the final dot', [`Host: ${keys}.`], ['200']],
    ['with a port', [`Host: ${keys}:8443`], ['200']],
    ['with all of it', [`HOST:   ${keys.toUpperCase()}.:443  `], ['200']],
    ['of another service', ['Host: user.sls.epilot.io'], ['404']],
    ['of a missing service', ['Host: entity.sls.epilot.io'], ['501']],
    ['that is empty', ['Host:'], ['200', '400']],
    ['that comes twice', [`Host: ${keys}`, 'Host: localhost'], ['400']],
    ['that is missing', [], ['400']],
    ['of IPv6', ['Host: [::1]:9119'], ['200']],
    ['of 64 KB', [`Host: ${long}`], ['400', '431']],
    ['of 64 KB below a vendor', [`Host: ${long}.sls.epilot.io`], ['400', '431']],
    ['with a NUL', [`Host: ${keys}\0`], ['400']],
    ['with a user', [`Host: me@${keys}`], ['400']],
    ['with a path', [`Host: ${keys}/x`], ['400']],
    ['with another final dot', [`Host: ${keys}..`], ['200', '400']],
    ['in other letters', ['Host: access-t\xf6ken.sls.epilot.io'], ['200', '400']],
  ];
  for (const [what, lines, statuses] of rows)
    it(`${what}: ${statuses.join(' or ')}`, async () => {
      const status = await statusOf(lines);
      assert.ok(statuses.includes(status), status);
    });

  it('is not needed in HTTP/1.0', async () => assert.equal(await statusOf([], '1.0'), '200'));
});

describe('Shift iQ, by its own names', () => {
  let server, own;
  before(async () => {
    server = await startGallery('shift-iq', '--tls');
    own = await redirectingTo(server);
  });
  after(async () => {
    own.destroy();
    await server.stop();
  });

  it('makes tokens and sets cookies for its domain', async () => {
    const made = await ask(own, 'https://dev-api.shiftiq.com/v2/e01/api/security/tokens/generate', {
      method: 'POST', body: JSON.stringify({ Secret: 'Good-Secret-Of-Dora' }), headers: { 'Content-Type': 'application/json' } });
    assert.equal(made.status, 200, made.text);
    const claims = JSON.parse(Buffer.from(made.json().AccessToken.split('.')[1], 'base64url'));
    assert.equal(claims.iss, 'https://dev-api.shiftiq.com/api/security/tokens/generate');
    const signedIn = await ask(own, 'https://academy.shiftiq.com/ui/lobby/signin', {
      method: 'POST', body: new URLSearchParams({ Email: 'dora@academy.test', Password: 'Dora-1' }).toString(),
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' } });
    assert.match(signedIn.headers['set-cookie'][0], /domain=shiftiq\.com/i);
    assert.equal(signedIn.headers.location, '/ui/portal/profile');
  });
});
