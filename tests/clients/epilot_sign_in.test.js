// epilot's own sign-in, @epilot/auth: it asks the User API for the pool of an address, signs in there by SRP, and gives an
// epilot client the access token. The host of Cognito is fixed in it, so fetch takes it here in its stead.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, afterEach, before, describe, it } from 'node:test';
import { authenticate } from '@epilot/auth';
import { appIn } from './support/authenticator.js';
import { call, codeFor, IdentityJs, told } from './support/cognito.js';
import { claimsOf, refusalOf } from './support/epilot.js';
import { max, optional, required, rita, sam, tess, tim } from './support/second_factors.js';
import { startGallery, startSecondFactors } from './support/understudy.js';

const require = createRequire(import.meta.url);
const userApi = require('@epilot/user-client').getClient();  // the one that @epilot/auth asks
const { fetch } = globalThis;

let server;
before(async () => {
  server = await startGallery('default');
});
after(() => server.stop());
afterEach(() => {
  globalThis.fetch = fetch;
});

/** Has @epilot/auth reach that world. Gives what it asks there: "InitiateAuth 200". */
function redirectTo(world) {
  const asked = [];
  userApi.defaults.baseURL = world.baseUrl;
  globalThis.fetch = async (url, options) => {
    const isAmazons = /^https:\/\/cognito-idp\.[\w-]+\.amazonaws\.com\/$/.test(url);
    const response = await fetch(isAmazons ? world.baseUrl : url, options);
    if (isAmazons) asked.push(`${options.headers['X-Amz-Target'].split('.')[1]} ${response.status}`);
    return response;
  };
  return asked;
}

const owner = { username: 'owner@acme.test', password: 'Correct-Horse-1' };
const signedIn = ['InitiateAuth 200', 'RespondToAuthChallenge 200'];

/** A new client of epilot's for that world. */
function clientOf(name, world) {
  const client = require(`@epilot/${name}-client`).createClient();
  client.defaults.baseURL = world.baseUrl;
  return client;
}

describe('@epilot/auth', () => {
  it("signs in with a password, and authorizes epilot's clients", async () => {
    const world = server.world('sign-in');
    const asked = redirectTo(world);
    const credentials = await authenticate(owner);
    assert.deepEqual(asked, signedIn);
    const claims = claimsOf(credentials.tokens.id_token);
    assert.deepEqual([claims.email, claims['custom:ivy_org_id'], claims['custom:ivy_user_id']], [owner.username, '739224', '10006129']);

    const users = clientOf('user', world);
    credentials.configureClient(users);
    const { data: me } = await users.getMeV2();
    assert.deepEqual([me.id, me.email], ['10006129', owner.username]);
    const tokens = clientOf('access-token', world);
    credentials.configureClient(tokens);
    const { data: made } = await tokens.createAccessToken(null, { name: 'Made by a person' });
    assert.ok((await tokens.listAccessTokens()).data.some(({ id }) => id === made.id));
  });

  it("lets nobody do more than the user's roles allow", async () => {
    const world = server.world('roles');
    redirectTo(world);
    const credentials = await authenticate({ username: 'anna@acme.test', password: 'Battery-Staple-2' });
    const tokens = clientOf('access-token', world);
    credentials.configureClient(tokens);
    assert.equal((await refusalOf(tokens.createAccessToken(null, { name: 'No' }))).status, 403);
  });

  it('signs each in at the pool of their own organization', async () => {
    redirectTo(server.world('pools'));
    const [acme, brightside] = [await authenticate(owner), await authenticate({ username: 'owner@brightside.test', password: 'Sunny-Side-3' })];
    const [first, second] = [acme, brightside].map(({ tokens }) => claimsOf(tokens.access_token));
    assert.notEqual(first.iss, second.iss);
    assert.equal(claimsOf(brightside.tokens.id_token)['custom:ivy_org_id'], '911210');
  });

  it('tells a wrong password, and an address that nobody has', async () => {
    const asked = redirectTo(server.world('wrong'));
    await assert.rejects(authenticate({ ...owner, password: 'wrong' }), { message: 'InvalidPassword' });
    assert.deepEqual(asked, ['InitiateAuth 200', 'RespondToAuthChallenge 400']);
    await assert.rejects(authenticate({ ...owner, username: 'nobody@acme.test' }), (error) => error.response.status === 404);
  });

  it('refreshes', async () => {
    const world = server.world('refresh');
    const asked = redirectTo(world);
    const credentials = await authenticate(owner);
    await world.advance('59m');
    assert.equal(await credentials.refresh(), null);
    assert.deepEqual(asked, [...signedIn, 'InitiateAuth 200']);
    await world.advance('2m');
    const users = clientOf('user', world);
    credentials.configureClient(users);
    assert.equal((await refusalOf(users.getMeV2())).status, 401, 'the package goes on with its first tokens');
  });

  it('logs out, which revokes', async () => {
    const world = server.world('log-out');
    const asked = redirectTo(world);
    const { tokens, logout } = await authenticate(owner);
    await logout();
    assert.deepEqual(asked, [...signedIn, 'RevokeToken 200']);
    const refresh = { AuthFlow: 'REFRESH_TOKEN_AUTH', ClientId: claimsOf(tokens.id_token).aud, AuthParameters: { REFRESH_TOKEN: tokens.refresh_token } };
    assert.equal((await call(world, 'InitiateAuth', refresh)).body.message, 'Refresh Token has been revoked');
  });
});

describe('@epilot/auth and users of second factors', () => {
  let other;
  before(async () => {
    other = await startSecondFactors();
  });
  after(() => other.stop());

  it('has no answer to what they are asked', async () => {
    const asked = redirectTo(other.world('no-answer'));
    for (const [person, callback] of [[tess, 'totpRequired'], [sam, 'mfaRequired'], [max, 'selectMFAType'], [rita, 'mfaSetup'], [tim, 'newPasswordRequired']]) {
      const { username, password } = person;
      await assert.rejects(authenticate({ username, password }), { name: 'TypeError', message: `callback.${callback} is not a function` });
    }
    assert.deepEqual(asked, Array(5).fill(signedIn).flat(), 'nothing was refused');
  });

  it('leaves them to clients that have one', async () => {
    const world = other.world('answered');
    const here = new IdentityJs(world, optional);
    const bySms = await here.signIn(sam);
    const code = await codeFor(world, sam.phone);
    const { session } = await told((callbacks) => bySms.user.sendMFACode(code, callbacks));
    const users = clientOf('user', world);
    users.defaults.headers.common.authorization = `Bearer ${session.getAccessToken().getJwtToken()}`;
    assert.equal((await users.getMeV2()).data.email, sam.username);

    const there = await new IdentityJs(world, required).signIn(rita);
    const { secret } = await told((callbacks) => there.user.associateSoftwareToken(callbacks));
    const first = await appIn(world, secret).code();
    assert.ok((await told((callbacks) => there.user.verifySoftwareToken(first, 'x', callbacks))).session.isValid());
  });
});
