// Infrastructure as code, by the AWS CLI: what was made is described as it was asked for, with the documented defaults and
// nothing else, again and again. Whatever differed, a tool that plans would want to change for ever.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { startGallery } from './support/understudy.js';

let server;
before(async () => {
  server = await startGallery('user-pools');
});
after(() => server.stop());

/** What Debian's AWS CLI, of 2023, prints: `{ UserPool: … }`. Members that came later it leaves out. */
async function aws(world, operation, input) {
  const args = ['--endpoint-url', world.baseUrl, '--region', 'eu-central-1', '--output', 'json',
    'cognito-idp', operation, '--cli-input-json', JSON.stringify(input)];
  const env = { PATH: '/usr/bin:/bin', AWS_ACCESS_KEY_ID: 'any', AWS_SECRET_ACCESS_KEY: 'any', AWS_EC2_METADATA_DISABLED: 'true', AWS_PAGER: '' };
  const { stdout } = await promisify(execFile)('/usr/bin/aws', args, { env });
  return stdout ? JSON.parse(stdout) : {};
}

/** Each member that was asked for is there, and each other one is a default of these; `made` are named, and may be anything. */
function assertDescribed(described, asked, defaults, made) {
  for (const name of made) assert.ok(name in described, name);
  const rest = Object.fromEntries(Object.entries(described).filter(([name]) => !made.includes(name)));
  assert.deepEqual(rest, { ...defaults, ...asked });
}

const standardAttributes = ['sub', 'name', 'given_name', 'family_name', 'middle_name', 'nickname', 'preferred_username', 'profile', 'picture', 'website',
  'email', 'email_verified', 'gender', 'birthdate', 'zoneinfo', 'locale', 'phone_number', 'phone_number_verified', 'address', 'updated_at'];

const poolDefaults = {
  Policies: {
    PasswordPolicy: {
      MinimumLength: 8, RequireUppercase: true, RequireLowercase: true, RequireNumbers: true, RequireSymbols: true, TemporaryPasswordValidityDays: 7,
    },
  },
  DeletionProtection: 'INACTIVE',
  LambdaConfig: {},
  VerificationMessageTemplate: { DefaultEmailOption: 'CONFIRM_WITH_CODE' },
  UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: [] },
  MfaConfiguration: 'OFF',
  EstimatedNumberOfUsers: 0,
  EmailConfiguration: { EmailSendingAccount: 'COGNITO_DEFAULT' },
  UserPoolTags: {},
  AdminCreateUserConfig: { AllowAdminCreateUserOnly: false, UnusedAccountValidityDays: 7 },
  AccountRecoverySetting: { RecoveryMechanisms: [{ Priority: 1, Name: 'verified_email' }, { Priority: 2, Name: 'verified_phone_number' }] },
};
const madeOfPool = ['Id', 'Arn', 'CreationDate', 'LastModifiedDate', 'SchemaAttributes'];

const clientDefaults = {
  RefreshTokenValidity: 30, TokenValidityUnits: {}, AllowedOAuthFlowsUserPoolClient: false, EnableTokenRevocation: true,
  EnablePropagateAdditionalUserContextData: false, AuthSessionValidity: 3,
};
const madeOfClient = ['ClientId', 'CreationDate', 'LastModifiedDate'];

describe('what the AWS CLI makes', () => {
  it('with every setting is described as asked', async () => {
    const world = server.world('all');
    const asked = {
      Policies: {
        PasswordPolicy: {
          MinimumLength: 12, RequireUppercase: true, RequireLowercase: false, RequireNumbers: true, RequireSymbols: false,
          TemporaryPasswordValidityDays: 3,
        },
      },
      DeletionProtection: 'ACTIVE',
      AutoVerifiedAttributes: ['email'],
      UsernameAttributes: ['email'],
      MfaConfiguration: 'OFF',
      UserPoolTags: { team: 'blue' },
      AdminCreateUserConfig: {
        AllowAdminCreateUserOnly: true,
        InviteMessageTemplate: { SMSMessage: '{username} {####}', EmailMessage: 'Hello {username}, {####}', EmailSubject: 'Welcome' },
      },
      UsernameConfiguration: { CaseSensitive: false },
      AccountRecoverySetting: { RecoveryMechanisms: [{ Priority: 1, Name: 'verified_email' }] },
      VerificationMessageTemplate: { EmailMessage: 'Your code: {####}', EmailSubject: 'Code', DefaultEmailOption: 'CONFIRM_WITH_CODE' },
      UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] },
    };
    const plan = {
      Name: 'plan', AttributeDataType: 'String', DeveloperOnlyAttribute: false, Mutable: true, Required: false,
      StringAttributeConstraints: { MinLength: '1', MaxLength: '20' },
    };
    const email = { Name: 'email', AttributeDataType: 'String', Required: true, Mutable: true };
    const made = await aws(world, 'create-user-pool', { PoolName: 'planned', ...asked, Schema: [plan, email] });
    const described = (await aws(world, 'describe-user-pool', { UserPoolId: made.UserPool.Id })).UserPool;
    assert.deepEqual(described, made.UserPool);
    // Two members that are told twice, and one that follows from the policy.
    const expected = { ...asked, Name: 'planned', EmailVerificationMessage: 'Your code: {####}', EmailVerificationSubject: 'Code',
      AdminCreateUserConfig: { ...asked.AdminCreateUserConfig, UnusedAccountValidityDays: 3 } };
    assertDescribed(described, expected, poolDefaults, madeOfPool);
    assert.deepEqual(described.SchemaAttributes.at(-1), { ...plan, Name: 'custom:plan' });
    assert.equal(described.SchemaAttributes.find(({ Name }) => Name === 'email').Required, true);

    const { UserPoolId, ...client } = {
      UserPoolId: described.Id, ClientName: 'web', RefreshTokenValidity: 12, AccessTokenValidity: 30, IdTokenValidity: 45,
      TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'minutes', RefreshToken: 'hours' },
      ReadAttributes: ['custom:plan', 'email'], WriteAttributes: ['email'],
      ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_SRP_AUTH'], SupportedIdentityProviders: ['COGNITO'],
      CallbackURLs: ['https://app.example/back'], LogoutURLs: ['https://app.example/'], DefaultRedirectURI: 'https://app.example/back',
      AllowedOAuthFlows: ['code'], AllowedOAuthScopes: ['email', 'openid'], AllowedOAuthFlowsUserPoolClient: true,
      PreventUserExistenceErrors: 'ENABLED', EnableTokenRevocation: false, AuthSessionValidity: 5,
    };
    const madeClient = (await aws(world, 'create-user-pool-client', { UserPoolId, ...client, GenerateSecret: true })).UserPoolClient;
    const ids = { UserPoolId, ClientId: madeClient.ClientId };
    const sorted = ({ ReadAttributes, ExplicitAuthFlows, ...settings }) =>
      ({ ...settings, ReadAttributes: [...ReadAttributes].sort(), ExplicitAuthFlows: [...ExplicitAuthFlows].sort() });
    assertDescribed(sorted(madeClient), { UserPoolId, ...client }, clientDefaults, [...madeOfClient, 'ClientSecret']);
    assert.deepEqual((await aws(world, 'describe-user-pool-client', ids)).UserPoolClient, madeClient);
    // The update that changes nothing, as Terraform sends it: every setting again.
    const { ClientSecret, CreationDate, LastModifiedDate, ...settings } = madeClient;
    const { UserPoolClient: updated } = await aws(world, 'update-user-pool-client', settings);
    assert.deepEqual({ ...updated, LastModifiedDate }, madeClient);
  });

  it('with no setting is described by the defaults', async () => {
    const world = server.world('none');
    const made = (await aws(world, 'create-user-pool', { PoolName: 'bare' })).UserPool;
    const [{ UserPool: described }, { UserPoolClient }] = await Promise.all([
      aws(world, 'describe-user-pool', { UserPoolId: made.Id }), aws(world, 'create-user-pool-client', { UserPoolId: made.Id, ClientName: 'bare' })]);
    assertDescribed(described, { Name: 'bare' }, poolDefaults, madeOfPool);
    assert.deepEqual({ UserPoolTags: {}, ...made }, described, 'tags are told by the description alone');
    assert.deepEqual(described.SchemaAttributes.map(({ Name }) => Name), standardAttributes);
    assertDescribed(UserPoolClient, { UserPoolId: made.Id, ClientName: 'bare' }, clientDefaults, madeOfClient);

    await aws(world, 'create-user-pool-domain', { UserPoolId: made.Id, Domain: 'bare-pool' });
    const [{ DomainDescription }, again, { UserPool: withDomain }] = await Promise.all([
      aws(world, 'describe-user-pool-domain', { Domain: 'bare-pool' }), aws(world, 'describe-user-pool-domain', { Domain: 'bare-pool' }),
      aws(world, 'describe-user-pool', { UserPoolId: made.Id })]);
    assert.deepEqual(again.DomainDescription, DomainDescription);
    assertDescribed(DomainDescription, { Domain: 'bare-pool', UserPoolId: made.Id }, { Status: 'ACTIVE', AWSAccountId: '123456789012' },
      ['S3Bucket', 'CloudFrontDistribution', 'Version']);
    assert.deepEqual(withDomain, { ...described, Domain: 'bare-pool' });
  });
});
