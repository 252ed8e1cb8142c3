// AWS Amplify: second factors at sign-in, set up on the way in or later, and preferred.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import * as auth from 'aws-amplify/auth';
import { configure, done } from './support/amplify.js';
import { appIn } from './support/authenticator.js';
import { codeFor, createPool, sdkClient } from './support/cognito.js';
import { emil, max, nora, optional, required, rita, sam, tess, tim } from './support/second_factors.js';
import { startSecondFactors } from './support/understudy.js';

let server;
before(async () => {
  server = await startSecondFactors();
});
after(() => server.stop());

/** A fresh world, and Amplify at a pool of it. */
function enter(name, pool = optional) {
  const world = server.world(name);
  return { world, ...configure(world.baseUrl, pool) };
}

const flows = ['USER_SRP_AUTH', 'USER_PASSWORD_AUTH'];
const signIn = async ({ username, password }, authFlowType = 'USER_SRP_AUTH') =>
  (await auth.signIn({ username, password, options: { authFlowType } })).nextStep;
const answer = (challengeResponse, options) => auth.confirmSignIn({ challengeResponse, options });
const wrongOf = (code) => (code === '000000' ? '000001' : '000000');

describe('Amplify and a second factor', () => {
  it('by text message', async () => {
    const { world } = enter('sms');
    for (const flow of flows) {
      assert.deepEqual(await signIn(sam, flow), { signInStep: 'CONFIRM_SIGN_IN_WITH_SMS_CODE',
        codeDeliveryDetails: { deliveryMedium: 'SMS', destination: '+*********0001' } });
      const code = await codeFor(world, sam.phone, 'sms_mfa');
      await assert.rejects(answer(wrongOf(code)), { name: 'CodeMismatchException', message: 'Invalid code or auth state for the user.' });
      assert.deepEqual(await answer(code), done);
      assert.equal((await auth.fetchUserAttributes()).phone_number_verified, 'true');
      await auth.signOut();
    }
  });

  it('by mail', async () => {
    const { world } = enter('email');
    for (const flow of flows) {
      assert.deepEqual(await signIn(emil, flow), { signInStep: 'CONFIRM_SIGN_IN_WITH_EMAIL_CODE',
        codeDeliveryDetails: { deliveryMedium: 'EMAIL', destination: 'e***@o***' } });
      const code = await codeFor(world, emil.username, 'email_mfa');
      await assert.rejects(answer(wrongOf(code)), { name: 'CodeMismatchException' });
      assert.deepEqual(await answer(code), done);
      await auth.signOut();
    }
  });

  it('by an authenticator app', async () => {
    const { world } = enter('totp');
    const app = appIn(world, tess.secret);
    for (const flow of flows) {
      assert.deepEqual(await signIn(tess, flow), { signInStep: 'CONFIRM_SIGN_IN_WITH_TOTP_CODE' });
      const code = await app.nextCode();
      await assert.rejects(answer(wrongOf(code)), { name: 'CodeMismatchException', message: 'Invalid code received for user' });
      assert.deepEqual(await answer(code), done);
      await auth.signOut();
    }
  });

  it('that is chosen', async () => {
    const { world } = enter('chosen');
    for (const [type, step, code] of [
      ['SMS', 'CONFIRM_SIGN_IN_WITH_SMS_CODE', () => codeFor(world, max.phone)],
      ['EMAIL', 'CONFIRM_SIGN_IN_WITH_EMAIL_CODE', () => codeFor(world, max.username)],
      ['TOTP', 'CONFIRM_SIGN_IN_WITH_TOTP_CODE', () => appIn(world, max.secret).code()],
    ]) {
      const { signInStep, allowedMFATypes } = await signIn(max);
      assert.equal(signInStep, 'CONTINUE_SIGN_IN_WITH_MFA_SELECTION');
      assert.deepEqual(allowedMFATypes, ['SMS', 'TOTP', 'EMAIL']);
      assert.equal((await answer(type)).nextStep.signInStep, step);
      assert.deepEqual(await answer(await code()), done);
      await auth.signOut();
    }
  });

  it('after a new password', async () => {
    const { world } = enter('new-password');
    assert.equal((await signIn(tim)).signInStep, 'CONFIRM_SIGN_IN_WITH_NEW_PASSWORD_REQUIRED');
    assert.equal((await answer('Tims-Password-1')).nextStep.signInStep, 'CONFIRM_SIGN_IN_WITH_SMS_CODE');
    assert.deepEqual(await answer(await codeFor(world, tim.phone)), done);
  });
});

describe('Amplify sets a second factor up', () => {
  it('an app, on the way in', async () => {
    const { world } = enter('totp-setup', required);
    const { signInStep, totpSetupDetails } = await signIn(rita);
    assert.equal(signInStep, 'CONTINUE_SIGN_IN_WITH_TOTP_SETUP');
    assert.ok(totpSetupDetails.getSetupUri('Required').href.startsWith(`otpauth://totp/Required:${rita.username}?secret=`));
    const app = appIn(world, totpSetupDetails.sharedSecret);
    const code = await app.code();
    await assert.rejects(answer(wrongOf(code)), { name: 'EnableSoftwareTokenMFAException' });
    assert.deepEqual(await answer(code, { friendlyDeviceName: 'Ritas' }), done);
    await auth.signOut();
    assert.equal((await signIn(rita)).signInStep, 'CONFIRM_SIGN_IN_WITH_TOTP_CODE');
    assert.deepEqual(await answer(await app.nextCode()), done);
  });

  it('an app or an address, as is chosen on the way in', async () => {
    const world = server.world('choice-of-setup');
    const sdk = sdkClient(world);
    const recovery = { RecoveryMechanisms: [{ Name: 'admin_only', Priority: 1 }] };
    const pool = await createPool(world, { AccountRecoverySetting: recovery });
    await sdk.setUserPoolMfaConfig({ UserPoolId: pool.UserPoolId, MfaConfiguration: 'ON',
      SoftwareTokenMfaConfiguration: { Enabled: true }, EmailMfaConfiguration: {} });
    for (const Username of ['yan', 'zoe']) {
      await sdk.adminCreateUser({ UserPoolId: pool.UserPoolId, Username, MessageAction: 'SUPPRESS' });
      await sdk.adminSetUserPassword({ UserPoolId: pool.UserPoolId, Username, Password: 'Good-Password-1', Permanent: true });
    }
    configure(world.baseUrl, pool);
    const [yan, zoe] = ['yan', 'zoe'].map((username) => ({ username, password: 'Good-Password-1' }));
    assert.deepEqual(await signIn(yan), { signInStep: 'CONTINUE_SIGN_IN_WITH_MFA_SETUP_SELECTION', allowedMFATypes: ['TOTP', 'EMAIL'] });
    const { nextStep } = await answer('TOTP');
    assert.equal(nextStep.signInStep, 'CONTINUE_SIGN_IN_WITH_TOTP_SETUP');
    assert.deepEqual(await answer(await appIn(world, nextStep.totpSetupDetails.sharedSecret).code()), done);
    await auth.signOut();

    await signIn(zoe);
    assert.equal((await answer('EMAIL')).nextStep.signInStep, 'CONTINUE_SIGN_IN_WITH_EMAIL_SETUP');
    assert.deepEqual((await answer('zoe@made.test')).nextStep, { signInStep: 'CONFIRM_SIGN_IN_WITH_EMAIL_CODE',
      codeDeliveryDetails: { deliveryMedium: 'EMAIL', destination: 'z***@m***' } });
    assert.deepEqual(await answer(await codeFor(world, 'zoe@made.test')), done);
    const { email, email_verified } = await auth.fetchUserAttributes();
    assert.deepEqual([email, email_verified], ['zoe@made.test', 'true']);
    await auth.signOut();
    assert.equal((await signIn(zoe)).signInStep, 'CONFIRM_SIGN_IN_WITH_EMAIL_CODE');
  });

  it('an address alone, where the pool has nothing else', async () => {
    const world = server.world('email-setup');
    const sdk = sdkClient(world);
    const pool = await createPool(world, { AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'admin_only', Priority: 1 }] } });
    await sdk.setUserPoolMfaConfig({ UserPoolId: pool.UserPoolId, MfaConfiguration: 'ON', EmailMfaConfiguration: {} });
    await sdk.adminCreateUser({ UserPoolId: pool.UserPoolId, Username: 'zoe', TemporaryPassword: 'Temporary-1' });
    configure(world.baseUrl, pool);
    await signIn({ username: 'zoe', password: 'Temporary-1' });
    assert.equal((await answer('Good-Password-1')).nextStep.signInStep, 'CONTINUE_SIGN_IN_WITH_EMAIL_SETUP');
    await answer('zoe@made.test');
    assert.deepEqual(await answer(await codeFor(world, 'zoe@made.test')), done);
  });

  it('an app, when signed in, and prefers it', async () => {
    const { world } = enter('later');
    await signIn(nora);
    assert.deepEqual(await auth.fetchMFAPreference(), { enabled: undefined, preferred: undefined });
    const { sharedSecret } = await auth.setUpTOTP();
    const app = appIn(world, sharedSecret);
    const code = await app.code();
    await assert.rejects(auth.verifyTOTPSetup({ code: wrongOf(code) }), { name: 'EnableSoftwareTokenMFAException' });
    await auth.verifyTOTPSetup({ code, options: { friendlyDeviceName: 'Noras' } });
    await auth.updateMFAPreference({ totp: 'PREFERRED', sms: 'ENABLED' });
    assert.deepEqual(await auth.fetchMFAPreference(), { enabled: ['SMS', 'TOTP'], preferred: 'TOTP' });
    await auth.updateMFAPreference({ totp: 'NOT_PREFERRED', email: 'ENABLED' });
    assert.deepEqual(await auth.fetchMFAPreference(), { enabled: ['SMS', 'TOTP', 'EMAIL'], preferred: undefined });
    await auth.updateMFAPreference({ sms: 'DISABLED', email: 'DISABLED' });
    await auth.signOut();
    assert.equal((await signIn(nora)).signInStep, 'CONFIRM_SIGN_IN_WITH_TOTP_CODE');
    assert.deepEqual(await answer(await app.nextCode()), done);
  });
});
