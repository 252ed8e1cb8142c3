// Application clients and the AWS SDK: secrets and their hashes, what a client may read and write, how long its tokens last,
// and the environment variable by which an application reaches Understudy unchanged.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { createSrpSession, signSrpSession, wrapAuthChallenge, wrapInitiateAuth } from 'cognito-srp-helper';
import { anna, attributesOf, cloudy, codeFor, createPool, frida, sdkClient, secretHash, sunny, sunnyBackend } from './support/cognito.js';
import { judgeReplies } from './support/cognito_model.js';
import { claimsOf } from './support/epilot.js';
import { startGallery } from './support/understudy.js';

let server;
before(async () => {
  server = await startGallery('user-pools');
});
after(() => server.stop());

const enter = (name) => {
  const world = server.world(name);
  return { world, client: judgeReplies(sdkClient(world)) };
};

const withPassword = (pool, username, PASSWORD) => ({
  ClientId: pool.ClientId, AuthFlow: 'USER_PASSWORD_AUTH',
  AuthParameters: { USERNAME: username, PASSWORD, ...(pool.secret && { SECRET_HASH: secretHash(pool, username) }) },
});
const unwritable = { name: 'NotAuthorizedException', message: 'A client attempted to write unauthorized attribute' };
const unproven = { name: 'NotAuthorizedException' };

describe('a client with a secret', () => {
  it('proves it by a hash wherever somebody is named', async () => {
    const { client } = enter('hash');
    const { AuthenticationResult } = await client.initiateAuth(withPassword(sunnyBackend, anna.username, anna.password));
    assert.ok(AuthenticationResult.AccessToken);
    await assert.rejects(client.initiateAuth(withPassword({ ...sunnyBackend, secret: undefined }, anna.username, anna.password)),
      { ...unproven, message: `Client ${sunnyBackend.ClientId} is configured with secret but SECRET_HASH was not received` });
    await assert.rejects(client.initiateAuth(withPassword({ ...sunnyBackend, secret: 'x'.repeat(24) }, anna.username, anna.password)),
      { ...unproven, message: `Unable to verify secret hash for client ${sunnyBackend.ClientId}` });
    const swapped = withPassword(sunnyBackend, 'ben@sunny.test', 'x').AuthParameters.SECRET_HASH;
    const another = withPassword(sunnyBackend, anna.username, anna.password);
    another.AuthParameters.SECRET_HASH = swapped;
    await assert.rejects(client.initiateAuth(another), unproven, 'a hash for somebody else');
    const zoe = { ClientId: sunnyBackend.ClientId, Username: 'zoe', Password: 'Good-Password-1', UserAttributes: attributesOf({ email: 'zoe@sunny.test' }) };
    const code = { ConfirmationCode: '246810' };
    for (const [operation, { UserAttributes, ...body }] of [['signUp', zoe], ['resendConfirmationCode', zoe], ['confirmSignUp', { ...zoe, ...code }],
      ['forgotPassword', zoe], ['confirmForgotPassword', { ...zoe, ...code }]]) {
      const full = operation === 'signUp' ? { ...body, UserAttributes } : body;
      await assert.rejects(client[operation](full), unproven, operation);
      await client[operation]({ ...full, SecretHash: secretHash(sunnyBackend, 'zoe') });
    }
  });

  it('by SRP, under the address and under the name that stands for it', async () => {
    const { client } = enter('srp');
    const { ClientId, UserPoolId } = cloudy;
    const session = createSrpSession(frida.username, frida.password, UserPoolId, false);
    const AuthParameters = { USERNAME: frida.username, SECRET_HASH: secretHash(cloudy, frida.username) };
    for (const nameOf of [() => frida.username, ({ USER_ID_FOR_SRP }) => USER_ID_FOR_SRP]) {
      const challenge = await client.initiateAuth(wrapInitiateAuth(session, { ClientId, AuthFlow: 'USER_SRP_AUTH', AuthParameters }));
      assert.equal(challenge.ChallengeParameters.USER_ID_FOR_SRP, '5a0ff1ce-0000-4000-8000-00000000f41d');
      const name = nameOf(challenge.ChallengeParameters);
      const answer = wrapAuthChallenge(signSrpSession(session, challenge), { ClientId, ChallengeName: challenge.ChallengeName,
        ChallengeResponses: { USERNAME: name, SECRET_HASH: secretHash(cloudy, name) } });
      const { AuthenticationResult } = await client.respondToAuthChallenge(answer);
      assert.equal(AuthenticationResult.ExpiresIn, 300, 'five minutes, as the fixture has it');
      const { exp, iat, username } = claimsOf(AuthenticationResult.AccessToken);
      assert.deepEqual([exp - iat, username], [300, '5a0ff1ce-0000-4000-8000-00000000f41d']);
    }
  });

  it('may have two for a time, and names them plainly to refresh and revoke', async () => {
    const { client } = enter('two-secrets');
    const { UserPoolId, ClientId } = sunnyBackend;
    const { ClientSecretDescriptor } = await client.addUserPoolClientSecret({ UserPoolId, ClientId });
    const second = { ...sunnyBackend, secret: ClientSecretDescriptor.ClientSecretValue };
    await client.initiateAuth(withPassword(sunnyBackend, anna.username, anna.password));
    const { RefreshToken } = (await client.initiateAuth(withPassword(second, anna.username, anna.password))).AuthenticationResult;
    const refresh = (ClientSecret) => client.getTokensFromRefreshToken({ ClientId, RefreshToken, ClientSecret });
    await assert.rejects(refresh(undefined), unproven);
    await assert.rejects(refresh('x'.repeat(24)), unproven);
    assert.ok((await refresh(second.secret)).AuthenticationResult.IdToken);
    await client.deleteUserPoolClientSecret({ UserPoolId, ClientId, ClientSecretId: ClientSecretDescriptor.ClientSecretId });
    await assert.rejects(client.initiateAuth(withPassword(second, anna.username, anna.password)), unproven);
    await client.revokeToken({ ClientId, Token: RefreshToken, ClientSecret: sunnyBackend.secret });
    await assert.rejects(refresh(sunnyBackend.secret), { ...unproven, message: 'Refresh Token has been revoked' });
  });

  it('does not tell whether somebody is there, where it is set so', async () => {
    const { world, client } = enter('hidden');
    const pool = await createPool(world, {}, { PreventUserExistenceErrors: 'ENABLED', ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_USER_SRP_AUTH'] });
    await assert.rejects(client.initiateAuth(withPassword(pool, 'nobody', 'any-password')), { ...unproven, message: 'Incorrect username or password.' });
    const srp = () => client.initiateAuth({ ClientId: pool.ClientId, AuthFlow: 'USER_SRP_AUTH', AuthParameters: { USERNAME: 'nobody', SRP_A: '2' } });
    const [first, second] = [(await srp()).ChallengeParameters, (await srp()).ChallengeParameters];
    assert.deepEqual([first.SALT, first.USER_ID_FOR_SRP], [second.SALT, second.USER_ID_FOR_SRP]);
    assert.notEqual(first.SRP_B, second.SRP_B);
    const { CodeDeliveryDetails } = await client.forgotPassword({ ClientId: pool.ClientId, Username: 'nobody' });
    assert.match(CodeDeliveryDetails.Destination, /\*/);
    await assert.rejects(client.confirmSignUp({ ClientId: pool.ClientId, Username: 'nobody', ConfirmationCode: '000000' }), /CodeMismatch|ExpiredCode/);
  });
});

describe('what a client may', () => {
  it('read and write is what its settings name', async () => {
    const { world, client } = enter('attributes');
    const Schema = ['plan', 'role'].map((Name) => ({ Name, AttributeDataType: 'String', Mutable: true }));
    const pool = await createPool(world, { Schema }, { ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'],
      ReadAttributes: ['email', 'custom:plan', 'custom:role'], WriteAttributes: ['email', 'custom:plan'] });
    const sign = (attributes) => client.signUp(
      { ClientId: pool.ClientId, Username: 'zoe', Password: 'Good-Password-1', UserAttributes: attributesOf(attributes) });
    await assert.rejects(sign({ email: 'z@z.test', 'custom:role': 'admin' }), unwritable);
    await sign({ email: 'z@z.test', 'custom:plan': 'gold' });
    await client.confirmSignUp({ ClientId: pool.ClientId, Username: 'zoe', ConfirmationCode: await codeFor(world, 'z@z.test') });
    await client.adminUpdateUserAttributes(
      { UserPoolId: pool.UserPoolId, Username: 'zoe', UserAttributes: attributesOf({ 'custom:role': 'reader', nickname: 'Z' }) });
    const { AccessToken, IdToken } = (await client.initiateAuth(withPassword(pool, 'zoe', 'Good-Password-1'))).AuthenticationResult;
    const read = Object.fromEntries((await client.getUser({ AccessToken })).UserAttributes.map(({ Name, Value }) => [Name, Value]));
    assert.deepEqual([read['custom:plan'], read['custom:role'], read.nickname], ['gold', 'reader', undefined]);
    const claims = claimsOf(IdToken);
    assert.deepEqual([claims['custom:plan'], claims['custom:role'], claims.nickname], ['gold', 'reader', undefined]);
    const write = (attributes) => client.updateUserAttributes({ AccessToken, UserAttributes: attributesOf(attributes) });
    await write({ 'custom:plan': 'tin' });
    await assert.rejects(write({ 'custom:role': 'admin' }), unwritable);
  });

  it('do for how long is what its settings say', async () => {
    const { world, client } = enter('lifetimes');
    const pool = await createPool(world, { AutoVerifiedAttributes: [] }, {
      ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'], AccessTokenValidity: 300, IdTokenValidity: 20, RefreshTokenValidity: 2,
      TokenValidityUnits: { AccessToken: 'seconds', IdToken: 'minutes', RefreshToken: 'hours' },
    });
    await client.signUp({ ClientId: pool.ClientId, Username: 'zoe', Password: 'Good-Password-1' });
    await client.adminConfirmSignUp({ UserPoolId: pool.UserPoolId, Username: 'zoe' });
    const { AccessToken, IdToken, RefreshToken, ExpiresIn } = (await client.initiateAuth(withPassword(pool, 'zoe', 'Good-Password-1'))).AuthenticationResult;
    const lifeOf = (token) => (({ exp, iat }) => exp - iat)(claimsOf(token));
    assert.deepEqual([ExpiresIn, lifeOf(AccessToken), lifeOf(IdToken)], [300, 300, 1200]);
    const refresh = () => client.initiateAuth({ ClientId: pool.ClientId, AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters: { REFRESH_TOKEN: RefreshToken } });
    await world.advance('301s');
    await assert.rejects(client.getUser({ AccessToken }), { ...unproven, message: 'Access Token has expired' });
    await refresh();
    await world.advance('2h');
    await assert.rejects(refresh(), { ...unproven, message: 'Refresh Token has expired' });
  });
});

describe('an application that is not told of Understudy', () => {
  it('reaches it by AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER alone', async () => {
    const program = `
      import { CognitoIdentityProviderClient, ListUsersCommand } from '@aws-sdk/client-cognito-identity-provider';
      const client = new CognitoIdentityProviderClient({});
      const { Users } = await client.send(new ListUsersCommand({ UserPoolId: '${sunny.UserPoolId}' }));
      console.log(Users.length);`;
    const env = { PATH: process.env.PATH, NODE_NO_WARNINGS: '1', AWS_REGION: 'eu-central-1', AWS_ACCESS_KEY_ID: 'any', AWS_SECRET_ACCESS_KEY: 'any',
      AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: server.world('environment').baseUrl };
    const cwd = new URL('.', import.meta.url);
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program], { cwd, env });
    assert.equal(stdout, '5\n');
  });
});
