// Functions as teams write them for Lambda, asked as web hooks in the middle of what real clients do.
import { AuthenticationDetails } from 'amazon-cognito-identity-js';
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { Amplify } from 'aws-amplify';
import * as auth from 'aws-amplify/auth';
import { ConsoleLogger } from 'aws-amplify/utils';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { call, IdentityJs, sdkClient } from './support/cognito.js';
import { startFunctions } from './support/functions.js';
import { startUserPools } from './support/understudy.js';

ConsoleLogger.LOG_LEVEL = 'ERROR';  // it warns of every endpoint that is not Amazon's

const person = (name, tenant) => ({ email: `${name}@${tenant}.test`, password: 'Any-Password-1' });
const hooked = (number, slug, hooks, more, users = [person('anna', slug)]) => ({
  name: slug, id: number, slug, users, cognito: { pool_id: `eu-central-1_${slug}`, clients: [{ id: `${slug}app` }], triggers: { hooks, ...more } },
});

/** What is no function: each answer by the name of whoever signs in. */
const oddAnswers = {
  html: (response) => response.end('<html>It works</html>'),
  empty: (response) => response.end(),
  null: (response) => response.end('null'),
  huge: (response) => response.end('x'.repeat(10 * 1024 * 1024)),
  moved: (response) => response.writeHead(307, { location: functions.url('never-ends') }).end(),
  missing: (response) => response.writeHead(404).end('{"Message":"Function not found","Type":"User"}'),
  failing: (response) => response.writeHead(500).end('{"Type":"Service"}'),
  cut: (response) => response.destroy(),
};
async function startOddServer() {
  const server = createServer(async (request, response) => {
    const { userName } = JSON.parse(Buffer.concat(await request.toArray()));
    oddAnswers[userName.split('@')[0]](response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

let functions;
let odd;
let server;
before(async () => {
  functions = await startFunctions();
  odd = await startOddServer();
  const { port } = odd.address();
  const closed = await startOddServer();
  const closedPort = closed.address().port;
  closed.close();
  const url = (name) => functions.url(name);
  server = await startUserPools({
    tenants: [
      hooked(430001, 'first', { pre_sign_up: url('pre-sign-up'), user_migration: url('user-migration'), pre_token_generation: url('pre-token') }),
      hooked(430002, 'second', { pre_token_generation: url('pre-token-v2') }, { token_event: 'V2_0' }),
      hooked(430003, 'custom', {
        define_auth_challenge: url('define-challenge'), create_auth_challenge: url('create-challenge'),
        verify_auth_challenge_response: url('verify-challenge'),
      }),
      hooked(430004, 'busy', { post_authentication: url('calls-back') }, {},
        Array.from({ length: 50 }, (_, i) => person(`user${i}`, 'busy'))),
      hooked(430006, 'odd', { pre_authentication: `http://127.0.0.1:${port}/` }, {},
        Object.keys(oddAnswers).map((name) => person(name, 'odd'))),
      hooked(430007, 'closed', { pre_authentication: `http://127.0.0.1:${closedPort}/` }),
      { name: 'plain', id: 430008, slug: 'plain', users: [person('pat', 'plain')],
        cognito: { pool_id: 'eu-central-1_plain', clients: [{ id: 'plainapp' }] } },
      hooked(430005, 'slow', { pre_authentication: url('never-ends') }, {}, [person('slow', 'slow'), person('quick', 'slow')]),
    ],
  });
  process.env.AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER = server.baseUrl;
});
after(async () => {
  delete process.env.AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER;
  await server.stop();
  await functions.stop();
  odd.close();
  odd.closeAllConnections();
});

const here = () => ({ baseUrl: server.baseUrl });
const pool = (slug) => ({ UserPoolId: `eu-central-1_${slug}`, ClientId: `${slug}app` });

/** Signs in by a password; the answer's body. */
const signIn = async (slug, username, password) =>
  (await call(here(), 'InitiateAuth', {
    AuthFlow: 'USER_PASSWORD_AUTH', ClientId: `${slug}app`, AuthParameters: { USERNAME: username, PASSWORD: password },
  })).body;

/** The claims of a token that jose takes for good. */
async function verified(token, slug) {
  const issuer = `${server.baseUrl}/eu-central-1_${slug}`;
  const keys = createRemoteJWKSet(new URL(`${issuer}/.well-known/jwks.json`));
  return (await jwtVerify(token, keys, { issuer })).payload;
}

describe('functions', () => {
  it('let colleagues sign up, and nobody else', async () => {
    const client = new IdentityJs(here(), pool('first'));
    const signedUp = await client.signUp('zoe', 'Zoes-Password-1', { email: 'zoe@sunny.test' });
    assert.equal(signedUp.userConfirmed, true);
    const { session } = await client.signIn({ username: 'zoe', password: 'Zoes-Password-1' });
    assert.equal(session.getIdToken().payload.email_verified, true);
    await assert.rejects(client.signUp('yan', 'Yans-Password-1', { email: 'yan@elsewhere.test' }),
      { name: 'UserLambdaValidationException', message: 'PreSignUp failed with error Colleagues only.' });
  });

  it('bring in users of an old system', async () => {
    assert.equal((await signIn('first', 'olga@old.test', 'wrong')).__type, 'UserNotFoundException');
    assert.ok((await signIn('first', 'olga@old.test', 'Olga-From-Before')).AuthenticationResult);
    const { UserStatus } = await sdkClient(here()).adminGetUser({ ...pool('first'), Username: 'olga@old.test' });
    assert.equal(UserStatus, 'CONFIRMED');
  });

  it('change tokens by the first version of their event', async () => {
    const { AuthenticationResult } = await signIn('first', 'anna@first.test', 'Any-Password-1');
    const id = await verified(AuthenticationResult.IdToken, 'first');
    assert.deepEqual([id.plan, id.asked, id['cognito:groups']], ['gold', 'nothing', ['everybody']]);
    const access = await verified(AuthenticationResult.AccessToken, 'first');
    assert.deepEqual([access.plan, access['cognito:groups']], [undefined, ['everybody']]);
    const { AuthenticationResult: refreshed } = await sdkClient(here()).getTokensFromRefreshToken({
      ClientId: 'firstapp', RefreshToken: AuthenticationResult.RefreshToken, ClientMetadata: { asked: 'again' },
    });
    assert.equal((await verified(refreshed.IdToken, 'first')).asked, 'again');
  });

  it('change tokens by the second version of their event', async () => {
    const { AuthenticationResult } = await signIn('second', 'anna@second.test', 'Any-Password-1');
    assert.equal((await verified(AuthenticationResult.IdToken, 'second')).seats, 5);
    const { tenants, scope, sub, username } = await verified(AuthenticationResult.AccessToken, 'second');
    assert.deepEqual([tenants, scope, username], [['a', 'b'], 'aws.cognito.signin.user.admin orders/read', 'anna@second.test']);
    assert.notEqual(sub, 'somebody else');
  });
});

describe('a custom challenge', () => {
  const anna = { username: 'anna@custom.test', password: 'Any-Password-1' };

  it('is answered by amazon-cognito-identity-js', async () => {
    const user = new IdentityJs(here(), pool('custom')).user(anna.username);
    const step = (begin) => new Promise((resolve, reject) => begin({
      onSuccess: (session) => resolve({ session }), onFailure: reject, customChallenge: (shown) => resolve({ shown }),
    }));
    user.setAuthenticationFlowType('CUSTOM_AUTH');
    const asked = await step((callbacks) => user.initiateAuth(new AuthenticationDetails({ Username: anna.username }), callbacks));
    assert.deepEqual(asked.shown, { USERNAME: anna.username, hint: 'the rounds before this one', email: anna.username });
    const again = await step((callbacks) => user.sendCustomChallengeAnswer('wrong', callbacks, { from: 'idjs' }));
    assert.equal(again.shown.hint, 'the rounds before this one');
    const { event } = functions.events.findLast(({ name }) => name === 'define-challenge');
    assert.deepEqual(event.request.session, [{ challengeName: 'CUSTOM_CHALLENGE', challengeResult: false, challengeMetadata: 'ROUND_0' }]);
    assert.deepEqual(event.request.clientMetadata, { from: 'idjs' });
    const { session } = await step((callbacks) => user.sendCustomChallengeAnswer('1', callbacks));
    assert.equal(session.getIdToken().payload.email, anna.username);
  });

  it('comes after the password with amazon-cognito-identity-js', async () => {
    const user = new IdentityJs(here(), pool('custom')).user(anna.username);
    user.setAuthenticationFlowType('CUSTOM_AUTH');
    const details = new AuthenticationDetails({ Username: anna.username, Password: anna.password });
    const session = await new Promise((onSuccess, onFailure) => user.authenticateUser(details, {
      onSuccess, onFailure, customChallenge() { user.sendCustomChallengeAnswer('2', { onSuccess, onFailure, customChallenge: onFailure }); },
    }));
    assert.ok(session.isValid());
  });

  it('is answered by Amplify, without a password and after one', async () => {
    const { UserPoolId: userPoolId, ClientId: userPoolClientId } = pool('custom');
    Amplify.configure({ Auth: { Cognito: { userPoolId, userPoolClientId, userPoolEndpoint: server.baseUrl } } });
    for (const [authFlowType, password, answer] of [['CUSTOM_WITHOUT_SRP', undefined, '0'], ['CUSTOM_WITH_SRP', anna.password, '2']]) {
      const { nextStep } = await auth.signIn({ username: anna.username, password, options: { authFlowType } });
      assert.equal(nextStep.signInStep, 'CONFIRM_SIGN_IN_WITH_CUSTOM_CHALLENGE');
      assert.equal(nextStep.additionalInfo.email, anna.username);
      const { isSignedIn } = await auth.confirmSignIn({ challengeResponse: answer });
      assert.ok(isSignedIn, authFlowType);
      assert.equal((await auth.getCurrentUser()).username, anna.username);
      await auth.signOut();
    }
  });

  it('is answered by the AWS SDK, in three tries', async () => {
    const sdk = sdkClient(here());
    const { ClientId } = pool('custom');
    const answer = ({ Session }, ANSWER) => sdk.respondToAuthChallenge({
      ClientId, Session, ChallengeName: 'CUSTOM_CHALLENGE', ChallengeResponses: { USERNAME: anna.username, ANSWER },
    });
    const begin = () => sdk.initiateAuth({ ClientId, AuthFlow: 'CUSTOM_AUTH', AuthParameters: { USERNAME: anna.username } });
    let asked = await begin();
    for (const wrong of ['7', '8']) asked = await answer(asked, wrong);
    assert.ok((await answer(asked, '2')).AuthenticationResult, 'right in the last one');
    asked = await begin();
    for (const wrong of ['7', '8']) asked = await answer(asked, wrong);
    await assert.rejects(answer(asked, '9'), { name: 'NotAuthorizedException', message: 'Incorrect username or password.' });
  });
});

describe('a server with functions', () => {
  it('answers what a function asks it while it is asked itself', async () => {
    const names = Array.from({ length: 50 }, (_, i) => `user${i}@busy.test`);
    const answers = await Promise.all(names.map((name) => signIn('busy', name, 'Any-Password-1')));
    for (const { AuthenticationResult, message } of answers) assert.ok(AuthenticationResult, message);
    const { UserAttributes } = await sdkClient(here()).adminGetUser({ ...pool('busy'), Username: names[49] });
    assert.equal(UserAttributes.find(({ Name }) => Name === 'nickname')?.Value, 'seen CONFIRMED');
  });

  it('says of what is no function what the original says', async () => {
    const json = { __type: 'InvalidLambdaResponseException', message: 'Invalid lambda function output : Invalid JSON' };
    const failed = (error) => ({ __type: 'UnexpectedLambdaException', message: `PreAuthentication invocation failed due to error ${error}.` });
    const expected = {
      html: json, empty: json, null: json, huge: failed('ServiceException'), moved: failed('ServiceException'),
      missing: failed('ResourceNotFoundException'), failing: failed('ServiceException'), cut: failed('ServiceException'),
    };
    for (const name of Object.keys(oddAnswers))
      assert.deepEqual(await signIn('odd', `${name}@odd.test`, 'Any-Password-1'), expected[name], name);
    assert.deepEqual(await signIn('closed', 'anna@closed.test', 'Any-Password-1'), failed('ServiceException'));
    assert.ok(!functions.events.some(({ event }) => event.userName === 'moved@odd.test'), 'no redirect is followed');
  });

  it('holds nobody up where a function never ends', async () => {
    const begun = performance.now();
    const late = signIn('slow', 'slow@slow.test', 'Any-Password-1').then((body) => ({ body, took: performance.now() - begun }));
    assert.ok((await signIn('slow', 'quick@slow.test', 'Any-Password-1')).AuthenticationResult);
    assert.ok((await signIn('first', 'anna@first.test', 'Any-Password-1')).AuthenticationResult);
    assert.ok(performance.now() - begun < 3000, 'others are answered meanwhile');
    const { body, took } = await late;
    assert.deepEqual(body, { __type: 'UnexpectedLambdaException',
      message: 'PreAuthentication invocation failed due to error Socket timeout while invoking Lambda function.' });
    assert.ok(took >= 4900 && took < 9000, `${took}`);
  });

  it('holds up no pool that has none, however many functions never end', async () => {
    const late = Promise.all(Array.from({ length: 80 }, () => signIn('slow', 'slow@slow.test', 'Any-Password-1')));
    await new Promise((resolve) => { setTimeout(resolve, 300); });
    const begun = performance.now();
    assert.ok((await signIn('plain', 'pat@plain.test', 'Any-Password-1')).AuthenticationResult);
    assert.ok(performance.now() - begun < 3000, 'nobody waits for others here');
    for (const { __type } of await late) assert.equal(__type, 'UnexpectedLambdaException');
  });
});
