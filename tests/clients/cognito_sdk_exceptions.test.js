// Every exception by which Understudy turns a request down comes to the AWS SDK as the class that it has for it, and is one
// that the service's model declares for the operation.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import * as sdk from '@aws-sdk/client-cognito-identity-provider';
import { createDeviceVerifier } from 'cognito-srp-helper';
import { appIn } from './support/authenticator.js';
import { anna, attributesOf, call, codeFor, createPool, sdkClient, sunny } from './support/cognito.js';
import { judgeReplies } from './support/cognito_model.js';
import { startGallery } from './support/understudy.js';

let server;
before(async () => {
  server = await startGallery('user-pools');
});
after(() => server.stop());

/** A fresh world's client, whose replies are judged. */
function enter(name) {
  const world = server.world(name);
  return { world, client: judgeReplies(sdkClient(world)) };
}

const met = new Set();

/** The call is turned down by an exception of that class; with these words, where those of the original are known. */
async function isRefused(asked, Exception, message) {
  await assert.rejects(asked, (error) => {
    assert.ok(error instanceof Exception, `${error.name}: ${error.message}`);
    assert.ok(error instanceof sdk.CognitoIdentityProviderServiceException);
    assert.deepEqual([error.$fault, error.$metadata.httpStatusCode, error.message], ['client', 400, message ?? error.message]);
    assert.ok(error.message);
    return true;
  });
  met.add(Exception.name);
}

const withPassword = (username, password, ClientId = sunny.ClientId) =>
  ({ ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: username, PASSWORD: password } });
const signIn = async (client) => (await client.initiateAuth(withPassword(anna.username, anna.password))).AuthenticationResult;

describe('an exception of the AWS SDK\'s', () => {
  it('tells why a sign-in is refused', async () => {
    const { client } = enter('sign-in');
    const refused = (name, password, ...how) => isRefused(client.initiateAuth(withPassword(`${name}@sunny.test`, password)), ...how);
    await refused('anna', 'wrong', sdk.NotAuthorizedException, 'Incorrect username or password.');
    await refused('nobody', 'wrong', sdk.UserNotFoundException, 'User does not exist.');
    await refused('cleo', 'wrong', sdk.UserNotConfirmedException, 'User is not confirmed.');
    await refused('eva', 'Eva-Password-1', sdk.PasswordResetRequiredException, 'Password reset required for the user');
    await isRefused(client.initiateAuth({ ...withPassword('anna', 'x'), ClientId: 'nobodys' }), sdk.ResourceNotFoundException,
      'User pool client nobodys does not exist.');
    await isRefused(client.adminGetUser({ UserPoolId: 'eu-central-1_Nobody001', Username: 'x' }), sdk.ResourceNotFoundException,
      'User pool eu-central-1_Nobody001 does not exist.');
    await isRefused(client.initiateAuth({ ...withPassword(anna.username, 'x'), AuthFlow: 'ADMIN_USER_PASSWORD_AUTH' }),
      sdk.InvalidParameterException, 'Initiate Auth method not supported.');
    await isRefused(client.getUser({ AccessToken: 'x.y.z' }), sdk.NotAuthorizedException, 'Invalid Access Token');
  });

  it('tells what is wrong with a name, a password or a code', async () => {
    const { world, client } = enter('codes');
    const { ClientId } = sunny;
    const signUp = (Username, Password) => client.signUp({ ClientId, Username, Password, UserAttributes: attributesOf({ email: 'zoe@sunny.test' }) });
    await isRefused(signUp(anna.username, 'Good-Password-1'), sdk.UsernameExistsException, 'User already exists');
    await isRefused(signUp('zoe', 'weak-password'), sdk.InvalidPasswordException,
      'Password did not conform with policy: Password must have uppercase characters');
    await signUp('zoe', 'Good-Password-1');
    const confirm = (ConfirmationCode) => client.confirmSignUp({ ClientId, Username: 'zoe', ConfirmationCode });
    await isRefused(confirm('000000'), sdk.CodeMismatchException, 'Invalid verification code provided, please try again.');
    const code = await codeFor(world, 'zoe@sunny.test');
    await world.advance('25h');
    await isRefused(confirm(code), sdk.ExpiredCodeException, 'Invalid code provided, please request a code again.');
    await client.resendConfirmationCode({ ClientId, Username: 'zoe' });
    for (let attempt = 0; attempt < 5; ++attempt) await isRefused(confirm('000000'), sdk.CodeMismatchException);
    await isRefused(confirm(code), sdk.LimitExceededException, 'Attempt limit exceeded, please try after some time.');
    await isRefused(client.adminCreateUser({ UserPoolId: sunny.UserPoolId, Username: anna.username, MessageAction: 'RESEND' }),
      sdk.UnsupportedUserStateException, `Resend not possible. ${anna.username} status is not FORCE_CHANGE_PASSWORD`);
    await isRefused(client.forgotPassword({ ClientId, Username: 'nobody' }), sdk.UserNotFoundException, 'Username/client id combination not found.');
  });

  it('tells that an address is somebody else\'s alias', async () => {
    const { world, client } = enter('aliases');
    const { ClientId } = await createPool(world, { AliasAttributes: ['email'] });
    const email = 'shared@sunny.test';
    for (const Username of ['first', 'second'])
      await client.signUp({ ClientId, Username, Password: 'Good-Password-1', UserAttributes: attributesOf({ email }) });
    const { messages } = await world.control('GET', `/mailbox?to=${email}`);
    const confirm = (Username, { code: ConfirmationCode }, more) => client.confirmSignUp({ ClientId, Username, ConfirmationCode, ...more });
    await confirm('first', messages[0]);
    await isRefused(confirm('second', messages[1]), sdk.AliasExistsException, 'An account with the email already exists.');
    await client.resendConfirmationCode({ ClientId, Username: 'second' });
    await confirm('second', { code: await codeFor(world, email) }, { ForceAliasCreation: true });
  });

  it('tells what tokens cannot do', async () => {
    const { world, client } = enter('tokens');
    const { AccessToken, RefreshToken } = await signIn(client);
    const { ClientId } = sunny;
    await isRefused(client.revokeToken({ ClientId, Token: AccessToken }), sdk.UnsupportedTokenTypeException);
    await isRefused(client.revokeToken({ ClientId: 'sunnybackend', ClientSecret: 'x'.repeat(24), Token: RefreshToken }),
      sdk.UnauthorizedException);
    const irrevocable = await createPool(world, {}, { EnableTokenRevocation: false });
    await isRefused(client.revokeToken({ ClientId: irrevocable.ClientId, Token: RefreshToken }), sdk.UnsupportedOperationException);

    const RefreshTokenRotation = { Feature: 'ENABLED', RetryGracePeriodSeconds: 0 };
    const rotating = await createPool(world, { AutoVerifiedAttributes: [] }, { ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'], RefreshTokenRotation });
    await client.signUp({ ClientId: rotating.ClientId, Username: 'zoe', Password: 'Good-Password-1' });
    await client.adminConfirmSignUp({ UserPoolId: rotating.UserPoolId, Username: 'zoe' });
    const { AuthenticationResult } = await client.initiateAuth(withPassword('zoe', 'Good-Password-1', rotating.ClientId));
    const refresh = () => client.getTokensFromRefreshToken({ ClientId: rotating.ClientId, RefreshToken: AuthenticationResult.RefreshToken });
    await refresh();
    await isRefused(refresh(), sdk.RefreshTokenReuseException);
  });

  it('tells what is wrong with second factors and devices', async () => {
    const { world, client } = enter('factors');
    const DeviceConfiguration = { ChallengeRequiredOnNewDevice: true, DeviceOnlyRememberedOnUserPrompt: false };
    const { UserPoolId, ClientId } = await createPool(world, { DeviceConfiguration }, { ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] });
    const zoe = { UserPoolId, Username: 'zoe' };
    await client.adminCreateUser({ ...zoe, MessageAction: 'SUPPRESS', UserAttributes: attributesOf({ email: 'zoe@sunny.test' }) });
    await client.adminSetUserPassword({ ...zoe, Password: 'Good-Password-1', Permanent: true });
    const begin = () => client.initiateAuth(withPassword('zoe', 'Good-Password-1', ClientId));
    const { AccessToken, RefreshToken, NewDeviceMetadata: { DeviceKey, DeviceGroupKey } } = (await begin()).AuthenticationResult;
    const associate = () => client.associateSoftwareToken({ AccessToken });
    await isRefused(associate(), sdk.SoftwareTokenMFANotFoundException, 'Software Token MFA has not been enabled by the userPool');
    const setMfa = (MfaConfiguration, more) => client.setUserPoolMfaConfig({ UserPoolId, MfaConfiguration, ...more });
    const SoftwareTokenMfaConfiguration = { Enabled: true };
    await isRefused(setMfa('OFF', { SoftwareTokenMfaConfiguration }), sdk.InvalidParameterException,
      "Invalid MFA configuration given, can't turn off MFA and configure an MFA together.");
    await isRefused(setMfa('ON'), sdk.InvalidParameterException,
      'Invalid MFA Configuration given. SMS MFA, Email MFA, or Software Token MFA must be enabled.');
    await setMfa('OPTIONAL', { SoftwareTokenMfaConfiguration });
    const verify = (UserCode) => client.verifySoftwareToken({ AccessToken, UserCode });
    await isRefused(verify('123456'), sdk.SoftwareTokenMFANotFoundException, 'Software Token MFA does not exist for the user.');
    const prefer = () => client.setUserMFAPreference({ AccessToken, SoftwareTokenMfaSettings: { Enabled: true } });
    await isRefused(prefer(), sdk.InvalidParameterException, 'User does not have delivery config set to turn on SOFTWARE_TOKEN_MFA');
    const app = appIn(world, (await associate()).SecretCode);
    await isRefused(verify((await app.code()).replace(/^./, (digit) => (digit + 5) % 10)), sdk.EnableSoftwareTokenMFAException,
      'Code mismatch and fail enable Software Token MFA');
    const code = await app.code();
    await verify(code);
    await prefer();
    const { ChallengeName, Session } = await begin();
    const ChallengeResponses = { USERNAME: 'zoe', SOFTWARE_TOKEN_MFA_CODE: code };
    await isRefused(client.respondToAuthChallenge({ ClientId, ChallengeName, Session, ChallengeResponses }), sdk.ExpiredCodeException,
      'Your software token has already been used once.');
    await client.adminDeleteSoftwareToken(zoe);
    await client.adminDeleteSoftwareToken(zoe);

    await isRefused(client.getTokensFromRefreshToken({ ClientId, RefreshToken, DeviceKey }), sdk.NotAuthorizedException, 'Invalid Refresh Token');
    const { DeviceSecretVerifierConfig } = createDeviceVerifier(DeviceKey, DeviceGroupKey);
    const confirm = () => client.confirmDevice({ AccessToken, DeviceKey, DeviceSecretVerifierConfig });
    await confirm();
    await isRefused(confirm(), sdk.DeviceKeyExistsException);
    await client.forgetDevice({ AccessToken, DeviceKey });
    await isRefused(confirm(), sdk.InvalidParameterException, 'Invalid device key given.');
    await isRefused(client.getDevice({ AccessToken, DeviceKey }), sdk.ResourceNotFoundException, 'Device does not exist.');
    // A mailbox that resets the password is no second factor beside it.
    await setMfa('ON', { EmailMfaConfiguration: {} });
    await isRefused(begin(), sdk.InvalidUserPoolConfigurationException);
  });

  it('tells what settings contradict', async () => {
    const { world, client } = enter('settings');
    const { UserPoolId } = sunny;
    await isRefused(client.createGroup({ UserPoolId, GroupName: 'admins' }), sdk.GroupExistsException);
    const ProviderDetails = { client_id: 'a', client_secret: 'b', authorize_scopes: 'openid' };
    const provider = { UserPoolId, ProviderName: 'Google', ProviderType: 'Google', ProviderDetails };
    await client.createIdentityProvider(provider);
    await isRefused(client.createIdentityProvider(provider), sdk.DuplicateProviderException);
    const createClient = (more) => client.createUserPoolClient({ UserPoolId, ClientName: 'other', ...more });
    await isRefused(createClient({ AllowedOAuthFlows: ['client_credentials'] }), sdk.InvalidOAuthFlowException,
      'client_credentials flow can not be selected if client does not have a client secret.');
    await isRefused(createClient({ AllowedOAuthScopes: ['shop/read'] }), sdk.ScopeDoesNotExistException, 'Invalid scope requested: shop/read');
    const lite = await createPool(world, { UserPoolTier: 'LITE' });
    await isRefused(client.createUserPoolDomain({ UserPoolId: lite.UserPoolId, Domain: 'lite-pool', ManagedLoginVersion: 2 }),
      sdk.FeatureUnavailableInTierException);
    await isRefused(client.createGroup({ UserPoolId, GroupName: 'two words' }), sdk.InvalidParameterException,
      "1 validation error detected: Value 'two words' at 'groupName' failed to satisfy constraint: "
      + 'Member must satisfy regular expression pattern: [\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+');
  });

  it('was met of each class that there is', () => {
    assert.deepEqual([...met].sort(), ['AliasExists', 'CodeMismatch', 'DeviceKeyExists', 'DuplicateProvider', 'EnableSoftwareTokenMFA', 'ExpiredCode',
      'FeatureUnavailableInTier', 'GroupExists', 'InvalidOAuthFlow', 'InvalidParameter', 'InvalidPassword', 'InvalidUserPoolConfiguration', 'LimitExceeded',
      'NotAuthorized', 'PasswordResetRequired', 'RefreshTokenReuse', 'ResourceNotFound', 'ScopeDoesNotExist', 'SoftwareTokenMFANotFound', 'Unauthorized', 'UnsupportedOperation', 'UnsupportedTokenType', 'UnsupportedUserState',
      'UserNotConfirmed', 'UserNotFound', 'UsernameExists'].map((name) => `${name}Exception`));
  });
});

describe('what the model does not have', () => {
  it('is told by the framework\'s own names, and 501 by ours', async () => {
    const world = server.world('framework');
    for (const [operation, body, status, type] of [
      ['GetUsers', {}, 400, 'UnknownOperationException'],
      ['GetUser', 'not JSON', 400, 'SerializationException'],
      ['GetUser', [], 400, 'SerializationException'],
      ['GetUser', { AccessToken: 1 }, 400, 'SerializationException'],
      ['GetUICustomization', {}, 501, 'NotEmulatedException'],
    ]) {
      const { status: got, body: answer, headers } = await call(world, operation, body);
      assert.deepEqual([got, answer.__type, headers.get('x-amzn-errortype')], [status, type, `${type}:`], operation);
    }
  });
});
