// The AWS SDK goes through every operation that is emulated, and each reply is held against the service's own model.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createDeviceVerifier } from 'cognito-srp-helper';
import { appIn } from './support/authenticator.js';
import { attributesOf, call, codeFor, sdkClient } from './support/cognito.js';
import { assertReply, judgeReplies } from './support/cognito_model.js';
import { isEmulated, operations } from './support/cognito_operations.js';
import { startGallery } from './support/understudy.js';

let server, world, sdk, UserPoolId;
const seen = new Set();
before(async () => {
  server = await startGallery('user-pools');
  world = server.world('whole-api');
  sdk = judgeReplies(sdkClient(world), seen);
});
after(() => server.stop());

const attributeOf = (list, name) => list.find(({ Name }) => Name === name)?.Value;
const gone = { name: 'ResourceNotFoundException' };

/** The story's client, by whose flows everybody signs in below. */
let ClientId;

describe('the judge of replies', () => {
  it('finds what the model does not have', () => {
    const reply = (more) => JSON.stringify({ AuthenticationResult: { ExpiresIn: 3600, TokenType: 'Bearer' }, ...more });
    assertReply('InitiateAuth', reply({ ChallengeName: 'SMS_MFA', ChallengeParameters: { A: 'b' }, AvailableChallenges: ['WEB_AUTHN'] }));
    for (const wrong of [{ ChallengeName: 'MFA' }, { Other: '' }, { ChallengeParameters: { A: 1 } }, { AvailableChallenges: ['MFA'] },
      { AuthenticationResult: { ExpiresIn: '3600' } }, { AuthenticationResult: { ExpiresIn: 0.5 } }, { AuthenticationResult: null }])
      assert.throws(() => assertReply('InitiateAuth', reply(wrong)), assert.AssertionError, JSON.stringify(wrong));
    assert.throws(() => assertReply('SignUp', '{"UserConfirmed":true}'), /UserSub: missing/);
    assert.throws(() => assertReply('DeleteUser', '{}'), assert.AssertionError);
  });
});

describe('the AWS SDK', () => {
  it('makes, changes and lists pools', async () => {
    const { UserPool } = await sdk.createUserPool({
      PoolName: 'Story', AutoVerifiedAttributes: ['email'], DeletionProtection: 'ACTIVE', UserPoolTags: { team: 'blue' },
      Policies: { PasswordPolicy: { MinimumLength: 10, RequireSymbols: false, RequireLowercase: true, RequireNumbers: true, RequireUppercase: true } },
      Schema: [{ Name: 'plan', AttributeDataType: 'String', Mutable: true }],
    });
    UserPoolId = UserPool.Id;
    assert.match(UserPoolId, /^eu-central-1_[0-9A-Za-z]{9}$/);
    assert.equal(UserPool.Policies.PasswordPolicy.MinimumLength, 10);
    const seats = { Name: 'seats', AttributeDataType: 'Number', NumberAttributeConstraints: { MaxValue: '9' } };
    await sdk.addCustomAttributes({ UserPoolId, CustomAttributes: [seats] });
    const AccountRecoverySetting = { RecoveryMechanisms: [{ Name: 'verified_email', Priority: 1 }] };
    await sdk.updateUserPool({ UserPoolId, PoolName: 'Saga', AutoVerifiedAttributes: ['email'], AccountRecoverySetting });
    const described = (await sdk.describeUserPool({ UserPoolId })).UserPool;
    assert.deepEqual([described.Name, described.DeletionProtection, described.UserPoolTags], ['Saga', 'ACTIVE', {}], 'what is left out stays or falls back');
    const custom = described.SchemaAttributes.filter(({ Name }) => Name.startsWith('custom:')).map(({ Name }) => Name);
    assert.deepEqual(custom, ['custom:plan', 'custom:seats']);
    const { UserPools } = await sdk.listUserPools({ MaxResults: 60 });
    assert.deepEqual(UserPools.map(({ Name }) => Name).sort(), ['Cloudy Waters', 'Saga', 'Sunny Energy']);
    assert.equal((await sdk.getUserPoolMfaConfig({ UserPoolId })).MfaConfiguration, 'OFF');
    const ResourceArn = described.Arn;
    await sdk.tagResource({ ResourceArn, Tags: { colour: 'red', team: 'green' } });
    await sdk.untagResource({ ResourceArn, TagKeys: ['team'] });
    assert.deepEqual((await sdk.listTagsForResource({ ResourceArn })).Tags, { colour: 'red' });
  });

  it('makes and changes clients, and their secrets', async () => {
    const ExplicitAuthFlows = ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'];
    ({ UserPoolClient: { ClientId } } = await sdk.createUserPoolClient({ UserPoolId, ClientName: 'web', ExplicitAuthFlows }));
    assert.match(ClientId, /^[0-9a-z]{26}$/);
    const { UserPoolClient: secretive } = await sdk.createUserPoolClient({ UserPoolId, ClientName: 'backend', GenerateSecret: true });
    const ids = { UserPoolId, ClientId: secretive.ClientId };
    const updated = await sdk.updateUserPoolClient({ ...ids, ClientName: 'behind', AccessTokenValidity: 10, TokenValidityUnits: { AccessToken: 'minutes' } });
    assert.deepEqual([updated.UserPoolClient.ClientName, updated.UserPoolClient.AccessTokenValidity], ['behind', 10]);
    assert.deepEqual((await sdk.describeUserPoolClient(ids)).UserPoolClient, updated.UserPoolClient);
    const added = (await sdk.addUserPoolClientSecret(ids)).ClientSecretDescriptor;
    const { ClientSecrets } = await sdk.listUserPoolClientSecrets(ids);
    assert.equal(ClientSecrets.length, 2);
    assert.ok(ClientSecrets.every((one) => !('ClientSecretValue' in one)), 'a secret is told once');
    await sdk.deleteUserPoolClientSecret({ ...ids, ClientSecretId: added.ClientSecretId });
    assert.equal((await sdk.listUserPoolClientSecrets(ids)).ClientSecrets.length, 1);
    const { UserPoolClients } = await sdk.listUserPoolClients({ UserPoolId, MaxResults: 60 });
    assert.deepEqual(UserPoolClients.map(({ ClientName }) => ClientName).sort(), ['behind', 'web']);
    await sdk.deleteUserPoolClient(ids);
    await assert.rejects(sdk.describeUserPoolClient(ids), gone);
  });

  it('gives a pool a domain, identity providers and resource servers', async () => {
    const Domain = 'saga-of-the-sdk';
    await sdk.createUserPoolDomain({ UserPoolId, Domain });
    await sdk.updateUserPoolDomain({ UserPoolId, Domain, ManagedLoginVersion: 2 });
    const { DomainDescription } = await sdk.describeUserPoolDomain({ Domain });
    assert.deepEqual([DomainDescription.UserPoolId, DomainDescription.Status, DomainDescription.ManagedLoginVersion], [UserPoolId, 'ACTIVE', 2]);
    await sdk.deleteUserPoolDomain({ UserPoolId, Domain });
    assert.deepEqual((await sdk.describeUserPoolDomain({ Domain })).DomainDescription, {});

    const ids = { UserPoolId, ProviderName: 'Corporate' };
    const ProviderDetails = { client_id: 'id', client_secret: 'secret', attributes_request_method: 'GET', authorize_scopes: 'openid',
      oidc_issuer: 'https://login.example', authorize_url: 'https://login.example/a', token_url: 'https://login.example/t',
      attributes_url: 'https://login.example/u', jwks_uri: 'https://login.example/k' };
    await sdk.createIdentityProvider({ ...ids, ProviderType: 'OIDC', ProviderDetails, IdpIdentifiers: ['login.example'] });
    await sdk.updateIdentityProvider({ ...ids, AttributeMapping: { email: 'mail' } });
    const { IdentityProvider } = await sdk.describeIdentityProvider(ids);
    assert.deepEqual([IdentityProvider.AttributeMapping.email, IdentityProvider.ProviderDetails.client_id], ['mail', 'id']);
    const found = await sdk.getIdentityProviderByIdentifier({ UserPoolId, IdpIdentifier: 'login.example' });
    assert.equal(found.IdentityProvider.ProviderName, 'Corporate');
    assert.deepEqual((await sdk.listIdentityProviders({ UserPoolId })).Providers.map(({ ProviderName }) => ProviderName), ['Corporate']);
    await sdk.deleteIdentityProvider(ids);
    await assert.rejects(sdk.describeIdentityProvider(ids), gone);

    const shop = { UserPoolId, Identifier: 'https://shop.example', Name: 'Shop' };
    await sdk.createResourceServer({ ...shop, Scopes: [{ ScopeName: 'read', ScopeDescription: 'Reads' }] });
    await sdk.updateResourceServer({ ...shop, Name: 'Store' });
    const { ResourceServer } = await sdk.describeResourceServer(shop);
    assert.equal(ResourceServer.Name, 'Store');
    assert.equal((await sdk.listResourceServers({ UserPoolId, MaxResults: 5 })).ResourceServers.length, 1);
    await sdk.deleteResourceServer(shop);
    await assert.rejects(sdk.describeResourceServer(shop), gone);
  });

  it('administers users and groups', async () => {
    const kim = { UserPoolId, Username: 'kim' };
    const made = await sdk.adminCreateUser({ ...kim, TemporaryPassword: 'Temporary1',
      UserAttributes: attributesOf({ email: 'kim@saga.test', email_verified: 'true', 'custom:plan': 'gold' }) });
    assert.equal(made.User.UserStatus, 'FORCE_CHANGE_PASSWORD');
    const begun = await sdk.adminInitiateAuth(
      { UserPoolId, ClientId, AuthFlow: 'ADMIN_USER_PASSWORD_AUTH', AuthParameters: { USERNAME: 'kim', PASSWORD: 'Temporary1' } });
    assert.equal(begun.ChallengeName, 'NEW_PASSWORD_REQUIRED');
    const { AuthenticationResult } = await sdk.adminRespondToAuthChallenge({ UserPoolId, ClientId, ChallengeName: begun.ChallengeName,
      Session: begun.Session, ChallengeResponses: { USERNAME: 'kim', NEW_PASSWORD: 'Permanent1' } });
    assert.equal(AuthenticationResult.ExpiresIn, 3600);
    await sdk.adminUpdateUserAttributes({ ...kim, UserAttributes: attributesOf({ 'custom:plan': 'silver', nickname: 'K' }) });
    await sdk.adminDeleteUserAttributes({ ...kim, UserAttributeNames: ['nickname'] });
    const { UserAttributes, UserStatus } = await sdk.adminGetUser(kim);
    assert.deepEqual([UserStatus, attributeOf(UserAttributes, 'custom:plan'), attributeOf(UserAttributes, 'nickname')], ['CONFIRMED', 'silver', undefined]);
    assert.deepEqual((await sdk.adminGetUserAuthFactors(kim)).ConfiguredUserAuthFactors, ['PASSWORD']);

    const heroes = { UserPoolId, GroupName: 'heroes' };
    await sdk.createGroup({ ...heroes, Precedence: 3 });
    await sdk.updateGroup({ ...heroes, Description: 'They win', Precedence: 4 });
    assert.deepEqual((({ Description, Precedence }) => [Description, Precedence])((await sdk.getGroup(heroes)).Group), ['They win', 4]);
    await sdk.adminAddUserToGroup({ ...kim, ...heroes });
    assert.deepEqual((await sdk.adminListGroupsForUser(kim)).Groups.map(({ GroupName }) => GroupName), ['heroes']);
    assert.deepEqual((await sdk.listUsersInGroup(heroes)).Users.map(({ Username }) => Username), ['kim']);
    await sdk.adminRemoveUserFromGroup({ ...kim, ...heroes });
    assert.deepEqual((await sdk.listUsersInGroup(heroes)).Users, []);
    assert.equal((await sdk.listGroups({ UserPoolId })).Groups.length, 1);
    await sdk.deleteGroup(heroes);
    await assert.rejects(sdk.getGroup(heroes), gone);

    const stateOf = async () => (({ Enabled, UserStatus: state }) => [Enabled, state])(await sdk.adminGetUser(kim));
    await sdk.adminDisableUser(kim);
    assert.deepEqual(await stateOf(), [false, 'CONFIRMED']);
    await sdk.adminEnableUser(kim);
    await sdk.adminUserGlobalSignOut(kim);
    await sdk.adminResetUserPassword(kim);
    assert.deepEqual(await stateOf(), [true, 'RESET_REQUIRED']);
    await sdk.adminSetUserPassword({ ...kim, Password: 'Permanent2', Permanent: true });
    assert.deepEqual(await stateOf(), [true, 'CONFIRMED']);
    await sdk.signUp({ ClientId, Username: 'lee', Password: 'Permanent1' });
    await sdk.adminConfirmSignUp({ UserPoolId, Username: 'lee' });
    assert.deepEqual((await sdk.listUsers({ UserPoolId })).Users.map(({ Username }) => Username).sort(), ['kim', 'lee']);
    await sdk.adminDeleteUser(kim);
    await assert.rejects(sdk.adminGetUser(kim), { name: 'UserNotFoundException' });
  });

  it('goes through an account of one\'s own', async () => {
    const mia = { ClientId, Username: 'mia' };
    const signedUp = await sdk.signUp({ ...mia, Password: 'Permanent1', UserAttributes: attributesOf({ email: 'mia@saga.test' }) });
    assert.deepEqual([signedUp.UserConfirmed, signedUp.CodeDeliveryDetails.Destination], [false, 'm***@s***']);
    await sdk.resendConfirmationCode(mia);
    await sdk.confirmSignUp({ ...mia, ConfirmationCode: await codeFor(world, 'mia@saga.test') });
    const begin = (USERNAME, PASSWORD) =>
      sdk.initiateAuth({ ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME, PASSWORD } });
    const signIn = async (password) => (await begin('mia', password)).AuthenticationResult;
    const { AccessToken, RefreshToken } = await signIn('Permanent1');
    const { UserAttributes, Username } = await sdk.getUser({ AccessToken });
    assert.deepEqual([Username, attributeOf(UserAttributes, 'sub'), attributeOf(UserAttributes, 'email_verified')], ['mia', signedUp.UserSub, 'true']);
    assert.deepEqual((await sdk.getUserAuthFactors({ AccessToken })).ConfiguredUserAuthFactors, ['PASSWORD']);
    const updated = await sdk.updateUserAttributes({ AccessToken, UserAttributes: attributesOf({ email: 'mia2@saga.test', nickname: 'M' }) });
    assert.equal(updated.CodeDeliveryDetailsList[0].AttributeName, 'email');
    await sdk.getUserAttributeVerificationCode({ AccessToken, AttributeName: 'email' });
    await sdk.verifyUserAttribute({ AccessToken, AttributeName: 'email', Code: await codeFor(world, 'mia2@saga.test') });
    await sdk.deleteUserAttributes({ AccessToken, UserAttributeNames: ['nickname'] });
    await sdk.changePassword({ AccessToken, PreviousPassword: 'Permanent1', ProposedPassword: 'Permanent2' });

    const fresh = (await sdk.getTokensFromRefreshToken({ ClientId, RefreshToken })).AuthenticationResult;
    assert.deepEqual(['RefreshToken' in fresh, 'NewDeviceMetadata' in fresh], [false, false]);
    await sdk.revokeToken({ ClientId, Token: RefreshToken });
    await assert.rejects(sdk.getUser({ AccessToken }), { name: 'NotAuthorizedException', message: 'Access Token has been revoked' });
    await sdk.globalSignOut({ AccessToken: (await signIn('Permanent2')).AccessToken });

    await sdk.forgotPassword(mia);
    await sdk.confirmForgotPassword({ ...mia, ConfirmationCode: await codeFor(world, 'mia2@saga.test'), Password: 'Permanent3' });
    await sdk.deleteUser({ AccessToken: (await signIn('Permanent3')).AccessToken });
    await assert.rejects(signIn('Permanent3'), { name: 'UserNotFoundException' });

    await sdk.adminCreateUser({ UserPoolId, Username: 'nia', TemporaryPassword: 'Temporary1' });
    const { ChallengeName, Session } = await begin('nia', 'Temporary1');
    const answered = await sdk.respondToAuthChallenge(
      { ClientId, ChallengeName, Session, ChallengeResponses: { USERNAME: 'nia', NEW_PASSWORD: 'Permanent1' } });
    assert.ok(answered.AuthenticationResult.IdToken);
  });

  it('administers second factors', async () => {
    const SmsConfiguration = { SnsCallerArn: 'arn:aws:iam::123456789012:role/texts' };
    const mfa = await sdk.setUserPoolMfaConfig({ UserPoolId, MfaConfiguration: 'OPTIONAL', SmsMfaConfiguration: { SmsConfiguration },
      SoftwareTokenMfaConfiguration: { Enabled: true } });
    assert.deepEqual([mfa.MfaConfiguration, mfa.SmsMfaConfiguration.SmsConfiguration, mfa.SoftwareTokenMfaConfiguration],
      ['OPTIONAL', SmsConfiguration, { Enabled: true }]);
    assert.equal((await sdk.getUserPoolMfaConfig({ UserPoolId })).MfaConfiguration, 'OPTIONAL');
    const ola = { UserPoolId, Username: 'ola' };
    await sdk.adminCreateUser({ ...ola, MessageAction: 'SUPPRESS', UserAttributes: attributesOf({ phone_number: '+4915111111111' }) });
    await sdk.adminSetUserPassword({ ...ola, Password: 'Permanent1', Permanent: true });
    const begin = () => sdk.adminInitiateAuth(
      { UserPoolId, ClientId, AuthFlow: 'ADMIN_USER_PASSWORD_AUTH', AuthParameters: { USERNAME: 'ola', PASSWORD: 'Permanent1' } });
    const answer = async ({ ChallengeName, Session }, more) => (await sdk.adminRespondToAuthChallenge(
      { UserPoolId, ClientId, ChallengeName, Session, ChallengeResponses: { USERNAME: 'ola', ...more } })).AuthenticationResult;
    const settings = async () => (({ PreferredMfaSetting, UserMFASettingList }) => [PreferredMfaSetting, UserMFASettingList])(await sdk.adminGetUser(ola));

    const { AccessToken } = (await begin()).AuthenticationResult;
    const { SecretCode } = await sdk.associateSoftwareToken({ AccessToken });
    const app = appIn(world, SecretCode);
    assert.deepEqual([(await sdk.verifySoftwareToken({ AccessToken, UserCode: await app.code() })).Status, await settings()], ['SUCCESS', [undefined, undefined]]);
    await sdk.setUserMFAPreference({ AccessToken, SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true } });
    assert.deepEqual(await settings(), ['SOFTWARE_TOKEN_MFA', ['SOFTWARE_TOKEN_MFA']]);
    const byApp = await begin();
    assert.equal(byApp.ChallengeName, 'SOFTWARE_TOKEN_MFA');
    assert.ok(await answer(byApp, { SOFTWARE_TOKEN_MFA_CODE: await app.nextCode() }));
    await sdk.adminSetUserMFAPreference({ ...ola, SMSMfaSettings: { Enabled: true, PreferredMfa: true } });
    assert.deepEqual(await settings(), ['SMS_MFA', ['SOFTWARE_TOKEN_MFA', 'SMS_MFA']]);
    const bySms = await begin();
    assert.deepEqual([bySms.ChallengeName, bySms.ChallengeParameters.CODE_DELIVERY_DESTINATION], ['SMS_MFA', '+*********1111']);
    assert.ok(await answer(bySms, { SMS_MFA_CODE: await codeFor(world, '+4915111111111') }));
    assert.deepEqual((await sdk.getUserAuthFactors({ AccessToken })).UserMFASettingList, ['SOFTWARE_TOKEN_MFA', 'SMS_MFA']);

    await sdk.adminDeleteSoftwareToken(ola);
    assert.deepEqual(await settings(), ['SMS_MFA', ['SMS_MFA']]);
    await sdk.adminSetUserSettings({ ...ola, MFAOptions: [] });
    assert.deepEqual(await settings(), [undefined, undefined]);
    await sdk.setUserSettings({ AccessToken, MFAOptions: [{ DeliveryMedium: 'SMS', AttributeName: 'phone_number' }] });
    const { MFAOptions } = await sdk.getUser({ AccessToken });
    assert.deepEqual(MFAOptions, [{ DeliveryMedium: 'SMS', AttributeName: 'phone_number' }]);
  });

  it('administers devices', async () => {
    await sdk.updateUserPool({ UserPoolId, AutoVerifiedAttributes: ['email'], DeletionProtection: 'ACTIVE',
      DeviceConfiguration: { ChallengeRequiredOnNewDevice: true, DeviceOnlyRememberedOnUserPrompt: true } });
    const pam = { UserPoolId, Username: 'pam' };
    await sdk.adminCreateUser({ ...pam, MessageAction: 'SUPPRESS' });
    await sdk.adminSetUserPassword({ ...pam, Password: 'Permanent1', Permanent: true });
    async function confirmOne(DeviceName) {
      const { AuthenticationResult } = await sdk.adminInitiateAuth(
        { UserPoolId, ClientId, AuthFlow: 'ADMIN_USER_PASSWORD_AUTH', AuthParameters: { USERNAME: 'pam', PASSWORD: 'Permanent1' } });
      const { AccessToken, NewDeviceMetadata: { DeviceKey, DeviceGroupKey } } = AuthenticationResult;
      const { DeviceSecretVerifierConfig } = createDeviceVerifier(DeviceKey, DeviceGroupKey);
      const confirmed = await sdk.confirmDevice({ AccessToken, DeviceKey, DeviceName, DeviceSecretVerifierConfig });
      assert.equal(confirmed.UserConfirmationNecessary, true);
      return { AccessToken, DeviceKey };
    }
    const [own, other] = [await confirmOne('Own'), await confirmOne('Other')];
    const remembered = async ({ DeviceKey }) => attributeOf((await sdk.adminGetDevice({ ...pam, DeviceKey })).Device.DeviceAttributes, 'dev:device_remembered_status');
    assert.equal(await remembered(own), 'not_remembered');
    assert.equal((await sdk.adminListDevices(pam)).Devices.length, 2);
    assert.deepEqual((await sdk.listDevices({ AccessToken: own.AccessToken })).Devices, []);
    await sdk.updateDeviceStatus({ ...own, DeviceRememberedStatus: 'remembered' });
    const { Device } = await sdk.getDevice(own);
    assert.equal(attributeOf(Device.DeviceAttributes, 'device_name'), 'Own');
    await sdk.adminUpdateDeviceStatus({ ...pam, DeviceKey: own.DeviceKey, DeviceRememberedStatus: 'not_remembered' });
    assert.equal(await remembered(own), 'not_remembered');
    await assert.rejects(sdk.getDevice(own), gone);
    await sdk.forgetDevice(own);
    await sdk.adminForgetDevice({ ...pam, DeviceKey: other.DeviceKey });
    assert.deepEqual((await sdk.adminListDevices(pam)).Devices, []);
  });

  it('deletes a pool, and all that is in it', async () => {
    await assert.rejects(sdk.deleteUserPool({ UserPoolId }), { name: 'InvalidParameterException' }, 'it is protected');
    await sdk.updateUserPool({ UserPoolId, DeletionProtection: 'INACTIVE' });
    await sdk.deleteUserPool({ UserPoolId });
    await assert.rejects(sdk.describeUserPool({ UserPoolId }), gone);
    assert.equal((await call(world, 'InitiateAuth', { ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: {} })).body.__type, gone.name);
  });

  it('was so in every operation that is emulated', async () => {
    const emulated = [];
    for (const operation of operations) if (await isEmulated(world.baseUrl, operation)) emulated.push(operation);
    assert.ok(emulated.length > 70);
    assert.deepEqual([...seen].sort(), emulated);
  });
});
