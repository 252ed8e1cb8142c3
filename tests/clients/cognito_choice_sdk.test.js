// The AWS SDK and the flow USER_AUTH: what there is to choose from by what pool and user are, and every way to answer.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createSrpSession, signSrpSession, wrapAuthChallenge, wrapInitiateAuth } from 'cognito-srp-helper';
import { attributesOf, codeFor, createPool, sdkClient, secretHash } from './support/cognito.js';
import { judgeReplies } from './support/cognito_model.js';
import { startGallery } from './support/understudy.js';

let server;
before(async () => {
  server = await startGallery('user-pools');
});
after(() => server.stop());

const Password = 'Good-Password-1';
const SmsConfiguration = { SnsCallerArn: 'arn:aws:iam::123456789012:role/texts' };
const passwords = ['PASSWORD_SRP', 'PASSWORD'];

/** A client of administrators and one of users, at a pool whose users sign in by codes as well; `client` has a secret. */
async function enter(name, settings = {}) {
  const world = server.world(name);
  const sdk = judgeReplies(sdkClient(world));
  const pool = await createPool(world, { SmsConfiguration, ...settings,
    Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP', 'SMS_OTP'] } } },
  { GenerateSecret: true, ExplicitAuthFlows: ['ALLOW_USER_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] });
  const { UserPoolId, ClientId } = pool;
  const SECRET_HASH = (Username) => secretHash(pool, Username);
  const create = async (Username, attributes, permanent = true) => {
    await sdk.adminCreateUser({ UserPoolId, Username, MessageAction: 'SUPPRESS', TemporaryPassword: Password, UserAttributes: attributesOf(attributes) });
    if (permanent) await sdk.adminSetUserPassword({ UserPoolId, Username, Password, Permanent: true });
  };
  const begin = (USERNAME, more) =>
    sdk.initiateAuth({ ClientId, AuthFlow: 'USER_AUTH', AuthParameters: { USERNAME, SECRET_HASH: SECRET_HASH(USERNAME), ...more } });
  const adminBegin = (USERNAME, more) =>
    sdk.adminInitiateAuth({ UserPoolId, ClientId, AuthFlow: 'USER_AUTH', AuthParameters: { USERNAME, SECRET_HASH: SECRET_HASH(USERNAME), ...more } });
  const respond = (ChallengeName, { Session }, USERNAME, more) => sdk.respondToAuthChallenge(
    { ClientId, ChallengeName, Session, ChallengeResponses: { USERNAME, SECRET_HASH: SECRET_HASH(USERNAME), ...more } });
  const adminRespond = (ChallengeName, { Session }, USERNAME, more) => sdk.adminRespondToAuthChallenge(
    { UserPoolId, ClientId, ChallengeName, Session, ChallengeResponses: { USERNAME, SECRET_HASH: SECRET_HASH(USERNAME), ...more } });
  return { world, sdk, pool, create, begin, adminBegin, respond, adminRespond };
}

describe('the choice', () => {
  it('is of what the user has', async () => {
    const { sdk, pool, create, begin } = await enter('what-there-is');
    const email = 'zoe@made.test';
    const phone_number = '+4915112121212';
    for (const [name, attributes, permanent, choices] of [
      ['both', { email, phone_number }, true, [...passwords, 'EMAIL_OTP', 'SMS_OTP']],
      ['mail', { email }, true, [...passwords, 'EMAIL_OTP']],
      ['text', { phone_number }, true, [...passwords, 'SMS_OTP']],
      ['none', {}, true, passwords],
      ['temporary', { email, phone_number }, false, passwords],
    ]) {
      await create(name, attributes, permanent);
      const { ChallengeName, AvailableChallenges, ChallengeParameters } = await begin(name);
      assert.deepEqual([ChallengeName, AvailableChallenges, ChallengeParameters], ['SELECT_CHALLENGE', choices, {}], name);
    }
    await sdk.setUserPoolMfaConfig({ UserPoolId: pool.UserPoolId, MfaConfiguration: 'OPTIONAL', SmsMfaConfiguration: { SmsConfiguration } });
    await sdk.adminSetUserMFAPreference({ UserPoolId: pool.UserPoolId, Username: 'both', SMSMfaSettings: { Enabled: true } });
    assert.deepEqual((await begin('both')).AvailableChallenges, passwords, 'a code alone is not as much as a password and a code');
    assert.deepEqual((await begin('both', { PREFERRED_CHALLENGE: 'EMAIL_OTP' })).AvailableChallenges, passwords);
    await assert.rejects(sdk.setUserPoolMfaConfig({ UserPoolId: pool.UserPoolId, MfaConfiguration: 'ON', SmsMfaConfiguration: { SmsConfiguration } }),
      { name: 'InvalidParameterException' });
  });

  it('is answered in one go or two', async () => {
    const { world, pool, create, begin, respond } = await enter('answers');
    await create('zoe', { email: 'zoe@made.test', phone_number: '+4915112121212' });
    const isIn = async (answer) => assert.ok((await answer).AuthenticationResult);
    await isIn(begin('zoe', { PREFERRED_CHALLENGE: 'PASSWORD', PASSWORD: Password }));
    await isIn(respond('SELECT_CHALLENGE', await begin('zoe'), 'zoe', { ANSWER: 'PASSWORD', PASSWORD: Password }));
    await isIn(respond('PASSWORD', await begin('zoe'), 'zoe', { PASSWORD: Password }));
    const asked = await respond('SELECT_CHALLENGE', await begin('zoe'), 'zoe', { ANSWER: 'PASSWORD' });
    assert.equal(asked.ChallengeName, 'PASSWORD');
    await isIn(respond('PASSWORD', asked, 'zoe', { PASSWORD: Password }));
    for (const [factor, to, member] of [['EMAIL_OTP', 'zoe@made.test', 'EMAIL_OTP_CODE'], ['SMS_OTP', '+4915112121212', 'SMS_OTP_CODE']]) {
      const direct = await begin('zoe', { PREFERRED_CHALLENGE: factor });
      assert.deepEqual([direct.ChallengeName, direct.AvailableChallenges], [factor, [factor]]);
      await isIn(respond(factor, direct, 'zoe', { [member]: await codeFor(world, to) }));
      const chosen = await respond('SELECT_CHALLENGE', await begin('zoe'), 'zoe', { ANSWER: factor });
      assert.equal(chosen.ChallengeName, factor);
      await assert.rejects(respond(factor, chosen, 'zoe', { [member]: await codeFor(world, to), SECRET_HASH: secretHash(pool, 'yan') }), { name: 'NotAuthorizedException' });
      await isIn(respond(factor, chosen, 'zoe', { [member]: await codeFor(world, to) }));
    }
  });

  it('is answered by SRP before or after it is shown', async () => {
    const { pool, create, sdk, begin } = await enter('srp');
    await create('zoe', {});
    const { ClientId, UserPoolId } = pool;
    const session = createSrpSession('zoe', Password, UserPoolId, false);
    const SECRET_HASH = secretHash(pool, 'zoe');
    async function finish(challenge) {
      assert.equal(challenge.ChallengeName, 'PASSWORD_VERIFIER');
      const answer = wrapAuthChallenge(signSrpSession(session, challenge),
        { ClientId, ChallengeName: 'PASSWORD_VERIFIER', Session: challenge.Session, ChallengeResponses: { USERNAME: 'zoe', SECRET_HASH } });
      await assert.rejects(sdk.respondToAuthChallenge({ ...answer, Session: undefined }), { name: 'InvalidParameterException', message: 'Missing required parameter Session' });
      assert.ok((await sdk.respondToAuthChallenge(answer)).AuthenticationResult);
    }
    await finish(await sdk.initiateAuth(wrapInitiateAuth(session,
      { ClientId, AuthFlow: 'USER_AUTH', AuthParameters: { USERNAME: 'zoe', SECRET_HASH, PREFERRED_CHALLENGE: 'PASSWORD_SRP' } })));
    for (const ChallengeName of ['SELECT_CHALLENGE', 'PASSWORD_SRP']) {
      const { Session } = await begin('zoe');
      await finish(await sdk.respondToAuthChallenge({ ClientId, ChallengeName, Session,
        ChallengeResponses: { USERNAME: 'zoe', SECRET_HASH, ANSWER: 'PASSWORD_SRP', SRP_A: session.largeA } }));
    }
  });

  it('is also of administrators, for their users', async () => {
    const { world, create, adminBegin, adminRespond } = await enter('administrators');
    await create('zoe', { email: 'zoe@made.test' });
    const begun = await adminBegin('zoe');
    assert.deepEqual(begun.AvailableChallenges, [...passwords, 'EMAIL_OTP']);
    const asked = await adminRespond('SELECT_CHALLENGE', begun, 'zoe', { ANSWER: 'EMAIL_OTP' });
    assert.equal(asked.ChallengeParameters.CODE_DELIVERY_DESTINATION, 'z***@m***');
    assert.ok((await adminRespond('EMAIL_OTP', asked, 'zoe', { EMAIL_OTP_CODE: await codeFor(world, 'zoe@made.test') })).AuthenticationResult);
  });

  it('confirms by a code who had only signed up', async () => {
    const { world, sdk, pool, begin, respond } = await enter('confirms');
    const SecretHash = secretHash(pool, 'zoe');
    await sdk.signUp({ ClientId: pool.ClientId, Username: 'zoe', Password, SecretHash, UserAttributes: attributesOf({ email: 'zoe@made.test' }) });
    await assert.rejects(begin('zoe', { PREFERRED_CHALLENGE: 'PASSWORD', PASSWORD: Password }), { name: 'UserNotConfirmedException' });
    const asked = await begin('zoe', { PREFERRED_CHALLENGE: 'EMAIL_OTP' });
    assert.ok((await respond('EMAIL_OTP', asked, 'zoe', { EMAIL_OTP_CODE: await codeFor(world, 'zoe@made.test', 'email_otp') })).AuthenticationResult);
    const { UserStatus, UserAttributes } = await sdk.adminGetUser({ UserPoolId: pool.UserPoolId, Username: 'zoe' });
    assert.deepEqual([UserStatus, UserAttributes.find(({ Name }) => Name === 'email_verified').Value], ['CONFIRMED', 'true']);
  });
});
