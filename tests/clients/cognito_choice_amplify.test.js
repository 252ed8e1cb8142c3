// AWS Amplify and the flow USER_AUTH: a first factor that is preferred or chosen, and being in at once after signing up.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import * as auth from 'aws-amplify/auth';
import { configure, done } from './support/amplify.js';
import { codeFor, createPool } from './support/cognito.js';
import { carl, choice, cora, optional, sam } from './support/second_factors.js';
import { startSecondFactors } from './support/understudy.js';

// Amplify looks for three minutes whether a sign-up is confirmed, and would hold the process as long.
const { setTimeout: later } = globalThis;
globalThis.setTimeout = (call, delay, ...rest) => (delay < 60_000 ? later(call, delay, ...rest) : later(call, delay, ...rest).unref());

let server;
before(async () => {
  server = await startSecondFactors();
});
after(() => server.stop());

/** A fresh world, and Amplify at a pool of it. */
function enter(name, pool = choice) {
  const world = server.world(name);
  configure(world.baseUrl, pool);
  return world;
}

const begin = async (username, preferredChallenge, password) =>
  auth.signIn({ username, ...(password && { password }), options: { authFlowType: 'USER_AUTH', ...(preferredChallenge && { preferredChallenge }) } });
const answer = (challengeResponse) => auth.confirmSignIn({ challengeResponse });
const byMail = { signInStep: 'CONFIRM_SIGN_IN_WITH_EMAIL_CODE', codeDeliveryDetails: { deliveryMedium: 'EMAIL', destination: 'c***@c***' } };
const byText = { signInStep: 'CONFIRM_SIGN_IN_WITH_SMS_CODE', codeDeliveryDetails: { deliveryMedium: 'SMS', destination: '+*********0006' } };
const whoIsIn = async () => (await auth.fetchAuthSession()).tokens.idToken.payload.email;
const wrongCode = { name: 'CodeMismatchException', message: 'Invalid code or auth state for the user.' };

describe('Amplify and a first factor that is preferred', () => {
  it('a code by mail or text message', async () => {
    const world = enter('codes');
    for (const [preferred, step, to, kind, verified] of [
      ['EMAIL_OTP', byMail, cora.username, 'email_otp', 'email_verified'],
      ['SMS_OTP', byText, cora.phone, 'sms_otp', 'phone_number_verified'],
    ]) {
      assert.deepEqual((await begin(cora.username, preferred)).nextStep, step);
      const code = await codeFor(world, to, kind);
      assert.match(code, /^\d{8}$/);
      for (let turn = 0; turn < 6; ++turn) await assert.rejects(answer(code === '00000000' ? '00000001' : '00000000'), wrongCode);
      assert.deepEqual(await answer(code), done, 'wrong ones do not lock');
      assert.equal(await whoIsIn(), cora.username);
      assert.equal((await auth.fetchUserAttributes())[verified], 'true');
      await auth.signOut();
    }
  });

  it('a password, by SRP or plain', async () => {
    enter('passwords');
    for (const preferred of ['PASSWORD', 'PASSWORD_SRP']) {
      await assert.rejects(begin(cora.username, preferred, 'wrong'), { name: 'NotAuthorizedException', message: 'Incorrect username or password.' });
      assert.deepEqual(await begin(cora.username, preferred, cora.password), done);
      assert.equal(await whoIsIn(), cora.username);
      await auth.signOut();
    }
  });

  it('and which the user does not have, leaves the choice', async () => {
    enter('not-there');
    const { nextStep } = await begin(carl.username, 'SMS_OTP');
    assert.deepEqual(nextStep, { signInStep: 'CONTINUE_SIGN_IN_WITH_FIRST_FACTOR_SELECTION', availableChallenges: ['PASSWORD_SRP', 'PASSWORD', 'EMAIL_OTP'] });
  });

  it('is followed by the second one', async () => {
    const world = enter('second', optional);
    for (const preferred of ['PASSWORD', 'PASSWORD_SRP']) {
      assert.equal((await begin(sam.username, preferred, sam.password)).nextStep.signInStep, 'CONFIRM_SIGN_IN_WITH_SMS_CODE');
      assert.deepEqual(await answer(await codeFor(world, sam.phone, 'sms_mfa')), done);
      await auth.signOut();
    }
  });
});

describe('Amplify and a first factor that is chosen', () => {
  it('a code', async () => {
    const world = enter('choose-code');
    for (const [chosen, step, to] of [['EMAIL_OTP', byMail, cora.username], ['SMS_OTP', byText, cora.phone]]) {
      const { nextStep } = await begin(cora.username);
      assert.deepEqual(nextStep.availableChallenges, ['PASSWORD_SRP', 'PASSWORD', 'EMAIL_OTP', 'SMS_OTP']);
      assert.deepEqual((await answer(chosen)).nextStep, step);
      assert.deepEqual(await answer(await codeFor(world, to)), done);
      await auth.signOut();
    }
  });

  it('a password, by SRP or plain', async () => {
    enter('choose-password');
    for (const chosen of ['PASSWORD', 'PASSWORD_SRP']) {
      await begin(cora.username);
      assert.deepEqual((await answer(chosen)).nextStep, { signInStep: 'CONFIRM_SIGN_IN_WITH_PASSWORD' });
      await assert.rejects(answer('wrong'), { name: 'NotAuthorizedException', message: 'Incorrect username or password.' });
      await begin(cora.username);
      await answer(chosen);
      assert.deepEqual(await answer(cora.password), done);
      await auth.signOut();
    }
  });
});

describe('Amplify after signing up', () => {
  const settings = { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP'] } } };
  const clientSettings = { ExplicitAuthFlows: ['ALLOW_USER_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] };
  const zoe = { username: 'zoe', options: { userAttributes: { email: 'zoe@made.test' }, autoSignIn: { authFlowType: 'USER_AUTH' } } };

  it('is in by that alone, without a password', async () => {
    const world = server.world('auto');
    configure(world.baseUrl, await createPool(world, settings, clientSettings));
    assert.equal((await auth.signUp(zoe)).nextStep.signUpStep, 'CONFIRM_SIGN_UP');
    const confirmed = await auth.confirmSignUp({ username: 'zoe', confirmationCode: await codeFor(world, 'zoe@made.test', 'sign_up') });
    assert.deepEqual(confirmed, { isSignUpComplete: true, nextStep: { signUpStep: 'COMPLETE_AUTO_SIGN_IN' } });
    assert.deepEqual(await auth.autoSignIn(), done);
    assert.equal(await whoIsIn(), 'zoe@made.test');
    await auth.signOut();
    assert.equal((await begin('zoe')).nextStep.signInStep, 'CONFIRM_SIGN_IN_WITH_EMAIL_CODE', 'there is no other way in');
    assert.deepEqual(await answer(await codeFor(world, 'zoe@made.test', 'email_otp')), done);
  });

  it('is in by the password where the pool takes no codes', async () => {
    const world = server.world('auto-password');
    await new Promise((resolve) => setTimeout(resolve, 400));  // it takes a second sign-up sooner for the same one
    configure(world.baseUrl, await createPool(world));
    await auth.signUp({ username: 'zoe', password: 'Zoes-Password-1', options: { ...zoe.options, autoSignIn: true } });
    const confirmed = await auth.confirmSignUp({ username: 'zoe', confirmationCode: await codeFor(world, 'zoe@made.test', 'sign_up') });
    assert.deepEqual(confirmed.nextStep, { signUpStep: 'COMPLETE_AUTO_SIGN_IN' });
    assert.deepEqual(await auth.autoSignIn(), done);
  });
});
