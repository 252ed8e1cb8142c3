// The libraries by which backends verify a pool's tokens, through the documents that it publishes; and what else takes such a
// token: gateways, routes, epilot's APIs. Each library refuses a token once anything in it is changed.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { CognitoJwtVerifier, JwtRsaVerifier } from 'aws-jwt-verify';
import { SimpleJwksCache } from 'aws-jwt-verify/jwk';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { anna, call, sdkClient, sunny } from './support/cognito.js';
import { claimsOf, refusalOf, userClient } from './support/epilot.js';
import { run } from './support/program.js';
import { startUserPools } from './support/understudy.js';

const { UserPoolId, ClientId } = sunny;
const vendorIssuer = `https://cognito-idp.eu-central-1.amazonaws.com/${UserPoolId}`;
const routes = [{ match: 'GET /orders', accept: ['cognito_id'], permission: { action: 'order:view' }, reply: { json: { of: '{claims.email}' } } }];

let local, vendor;
before(async () => {
  local = await startUserPools({ routes });
  vendor = await startUserPools({ tenants: [{ id: 400001, name: 'Sunny Energy', cognito: { issuer: 'vendor' } }] });
});
after(async () => {
  await local.stop();
  await vendor.stop();
});

async function signIn(world) {
  const { AuthenticationResult } = await sdkClient(world).initiateAuth(
    { ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: anna.username, PASSWORD: anna.password } });
  return { id: AuthenticationResult.IdToken, access: AuthenticationResult.AccessToken };
}

const discover = async (world) => (await fetch(`${world.baseUrl}/${UserPoolId}/.well-known/openid-configuration`)).json();

/** Fetches what a verifier takes for Amazon's from the world instead. */
const fetcherOf = (world) => ({ fetch: async (url) => (await fetch(url.replace(/^https:\/\/[^/]+/, world.baseUrl))).arrayBuffer() });
const cacheOf = (world) => ({ jwksCache: new SimpleJwksCache({ fetcher: fetcherOf(world) }) });

/** The token with one thing changed, by what was changed. */
function changesOf(token) {
  const [header, payload, signature] = token.split('.');
  const changed = (part, more) => Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(part, 'base64url')), ...more })).toString('base64url');
  const bytes = Buffer.from(signature, 'base64url');
  bytes[bytes.length >> 1] ^= 1;
  return {
    'another user': [header, changed(payload, { sub: '00000000-0000-4000-8000-000000000000' }), signature].join('.'),
    'one flipped bit': [header, payload, bytes.toString('base64url')].join('.'),
    'no signature': [changed(header, { alg: 'none' }), payload, ''].join('.'),
  };
}

describe("a pool's tokens are verified by", () => {
  it('jose, by the discovery document', async () => {
    const world = local.world('jose');
    const { issuer, jwks_uri } = await discover(world);
    const keys = createRemoteJWKSet(new URL(jwks_uri));
    const { id, access } = await signIn(world);
    const { payload, protectedHeader } = await jwtVerify(id, keys, { issuer, audience: ClientId });
    assert.deepEqual([payload.token_use, payload['cognito:groups'], payload.email_verified], ['id', ['admins', 'installers'], true]);
    assert.deepEqual(Object.keys(protectedHeader).sort(), ['alg', 'kid']);
    const second = await jwtVerify(access, keys, { issuer });
    assert.deepEqual([second.payload.token_use, second.payload.aud, second.payload.scope], ['access', undefined, 'aws.cognito.signin.user.admin']);
    assert.notEqual(second.protectedHeader.kid, protectedHeader.kid, 'each kind has a key of its own');
    const stranger = (await world.control('POST', '/tokens', { type: 'cognito_id', user: 'frida@cloudy.test' })).token;
    for (const [change, token] of Object.entries({ ...changesOf(id), 'another pool': stranger }))
      await assert.rejects(jwtVerify(token, keys, { issuer }), undefined, change);
  });

  it('aws-jwt-verify of any issuer', async () => {
    const world = local.world('any-issuer');
    const { issuer, jwks_uri: jwksUri } = await discover(world);
    const { id, access } = await signIn(world);
    const fetcher = { fetch: async (url) => (await fetch(url)).arrayBuffer() };  // its own speaks https alone
    const verifier = (audience) => JwtRsaVerifier.create({ issuer, audience, jwksUri }, { jwksCache: new SimpleJwksCache({ fetcher }) });
    assert.equal((await verifier(ClientId).verify(id)).email, anna.username);
    assert.equal((await verifier(null).verify(access)).username, anna.username);
    await assert.rejects(verifier('another').verify(id), (error) => error.constructor.name === 'JwtInvalidAudienceError');
    for (const [change, token] of Object.entries(changesOf(id))) await assert.rejects(verifier(ClientId).verify(token), undefined, change);
  });

  it("aws-jwt-verify of Amazon's own issuer", async () => {
    const world = vendor.world('vendor');
    const { id, access } = await signIn(world);
    assert.equal(claimsOf(id).iss, vendorIssuer);
    assert.equal((await discover(world)).issuer, vendorIssuer);
    const verify = (token, more) => CognitoJwtVerifier.create({ userPoolId: UserPoolId, clientId: ClientId, ...more }, cacheOf(world)).verify(token);
    assert.equal((await verify(id, { tokenUse: 'id', groups: ['admins'] }))['cognito:username'], anna.username);
    assert.equal((await verify(access, { tokenUse: 'access', scope: 'aws.cognito.signin.user.admin' })).client_id, ClientId);
    for (const [token, more, name] of [
      [id, { tokenUse: 'access' }, 'CognitoJwtInvalidTokenUseError'],
      [access, { tokenUse: 'id' }, 'CognitoJwtInvalidTokenUseError'],
      [id, { tokenUse: 'id', clientId: 'another' }, 'CognitoJwtInvalidClientIdError'],
      [id, { tokenUse: 'id', groups: ['divers'] }, 'CognitoJwtInvalidGroupError'],
      [(await signIn(local.world('vendor'))).id, { tokenUse: 'id' }, 'ParameterValidationError'],  // of an issuer that is not Amazon's
    ]) {
      let met;
      await verify(token, more).catch((error) => (met = error.constructor.name));
      assert.equal(met, name);
    }
    for (const [change, token] of Object.entries(changesOf(access))) await assert.rejects(verify(token, { tokenUse: 'access' }), undefined, change);
  });
});

describe("a pool's keys", () => {
  it('are rotated, each of the two by itself', async () => {
    const world = local.world('rotation');
    const { issuer, jwks_uri } = await discover(world);
    const verify = async (token) => (await jwtVerify(token, createRemoteJWKSet(new URL(jwks_uri)), { issuer })).protectedHeader.kid;
    const kids = async ({ id, access }) => [await verify(id), await verify(access)];
    const first = await signIn(world);
    const before = await kids(first);
    await world.control('POST', '/keys/cognito.sunny.id/rotate', { keep_old: true });
    const second = await signIn(world);
    assert.notEqual((await kids(second))[0], before[0]);
    assert.equal((await kids(second))[1], before[1]);
    assert.deepEqual(await kids(first), before, 'the old one is still published');
    await world.control('POST', '/keys/cognito.sunny.access/rotate', { keep_old: false });
    await assert.rejects(verify(second.access), { code: 'ERR_JWKS_NO_MATCHING_KEY' });
    assert.deepEqual((await call(world, 'GetUser', { AccessToken: second.access })).body,
      { __type: 'NotAuthorizedException', message: 'Invalid Access Token' });
    assert.ok(await verify((await signIn(world)).access));
    const kidOf = (token) => JSON.parse(Buffer.from(token.split('.')[0], 'base64url')).kid;
    const elsewhere = await signIn(local.world('rotation-elsewhere'));
    assert.deepEqual([kidOf(elsewhere.id), kidOf(elsewhere.access)], before, 'in no other world');
  });
});

describe("a pool's tokens are taken", () => {
  const ask = (world, path, token) => fetch(world.baseUrl + path, { headers: { authorization: `Bearer ${token}` } });

  it('by gateways and routes, until they expire', async () => {
    const world = local.world('gateway');
    const tokens = await signIn(world);
    const authorize = (token, query = '') => ask(world, `/_understudy/v1/authorize${query}`, token);
    for (const token of Object.values(tokens)) {
      const response = await authorize(token);
      assert.deepEqual([response.status, response.headers.get('x-epilot-org-id'), response.headers.get('x-epilot-user-id')], [200, '400001', '40000001']);
      assert.equal(claimsOf(`.${response.headers.get('x-understudy-claims')}.`).sub, claimsOf(token).sub);
    }
    const statusOf = async (answer) => (await answer).status;
    assert.deepEqual([await statusOf(authorize(tokens.id, '?accept=cognito_id')), await statusOf(authorize(tokens.access, '?accept=cognito_id'))], [200, 401]);
    const order = await ask(world, '/orders', tokens.id);
    assert.deepEqual([order.status, await order.json()], [200, { of: anna.username }]);
    assert.equal(await statusOf(ask(world, '/orders', tokens.access)), 401);
    await sdkClient(world).globalSignOut({ AccessToken: tokens.access });
    assert.equal(await statusOf(authorize(tokens.access)), 200, 'a gateway does not ask whether somebody signed out');
    await world.advance('61m');
    assert.deepEqual([await statusOf(authorize(tokens.access)), await statusOf(ask(world, '/orders', tokens.id))], [401, 401]);
    assert.equal(await statusOf(authorize(changesOf(tokens.id)['another user'])), 401);
  });

  it("by epilot's APIs", async () => {
    const world = local.world('epilot');
    const { access, id } = await signIn(world);
    for (const token of [access, id]) assert.equal((await userClient(world, token).getMeV2()).data.email, anna.username);
    assert.equal((await refusalOf(userClient(world, changesOf(access)['one flipped bit']).getMeV2())).status, 401);
  });

  it('when they are ordered, as when they are signed in for', async () => {
    const world = local.world('ordered');
    await world.open();
    const { out, status } = await run(['mint', '--url', world.baseUrl, '--type', 'cognito_id', '--user', anna.username, '--claim', 'custom:plan=tin']);
    assert.equal(status, 0);
    const { issuer, jwks_uri } = await discover(world);
    const keys = createRemoteJWKSet(new URL(jwks_uri));
    const verify = (token) => jwtVerify(token, keys, { issuer });
    const { payload } = await verify(out.trim());
    assert.deepEqual([payload.token_use, payload['custom:plan'], payload.email], ['id', 'tin', anna.username]);

    const order = (more) => world.mint({ type: 'cognito_access', user: anna.username, ...more });
    const token = await order({ client: 'backend', expires_in: 60 });
    assert.deepEqual([claimsOf(token).client_id, claimsOf(token).exp - claimsOf(token).iat], ['sunnybackend', 60]);
    assert.equal((await call(world, 'GetUser', { AccessToken: token })).body.Username, anna.username);
    await assert.rejects(verify(await order({ expires_in: -60 })), { code: 'ERR_JWT_EXPIRED' });
    await assert.rejects(verify(await order({ key: 'stranger' })), { code: 'ERR_JWKS_NO_MATCHING_KEY' });
  });
});
