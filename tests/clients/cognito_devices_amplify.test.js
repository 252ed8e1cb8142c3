// AWS Amplify: the devices that it confirms, and that their users have remembered and forgotten.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import * as auth from 'aws-amplify/auth';
import { configure, done } from './support/amplify.js';
import { appIn } from './support/authenticator.js';
import { codeFor, sdkClient } from './support/cognito.js';
import { devices, dirk, dora, paul, pia, prompts } from './support/second_factors.js';
import { startSecondFactors } from './support/understudy.js';

// Amplify names a device after its browser, and confirms none where there is no such thing.
globalThis.navigator ??= { userAgent: 'A browser' };

let server;
before(async () => {
  server = await startSecondFactors();
});
after(() => server.stop());

/** A fresh world, and Amplify at a pool of it. */
function enter(name, pool) {
  const world = server.world(name);
  return { world, ...configure(world.baseUrl, pool) };
}

const signIn = ({ username, password }, options = {}) => auth.signIn({ username, password, options });
const answer = (challengeResponse) => auth.confirmSignIn({ challengeResponse });
const smsAsked = 'CONFIRM_SIGN_IN_WITH_SMS_CODE';
const idsOf = async () => (await auth.fetchDevices()).map(({ id }) => id);

async function signInByCode(world, options) {
  assert.equal((await signIn(dora, options)).nextStep.signInStep, smsAsked);
  assert.deepEqual(await answer(await codeFor(world, dora.phone)), done);
}

/** A pool that remembers devices, whose users may sign in by a code as well. */
async function takeCodesInstead(world) {
  const sdk = sdkClient(world);
  const { UserPool } = await sdk.describeUserPool({ UserPoolId: devices.UserPoolId });
  const { DeviceConfiguration, AutoVerifiedAttributes, SmsConfiguration } = UserPool;
  await sdk.updateUserPool({ UserPoolId: devices.UserPoolId, DeviceConfiguration, AutoVerifiedAttributes, SmsConfiguration, MfaConfiguration: 'OPTIONAL',
    Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP'] } } });
}

describe('Amplify at a pool that remembers devices', () => {
  it('shows the device in the place of a second factor', async () => {
    const { world, deviceKey } = enter('always', devices);
    await signInByCode(world);
    const key = deviceKey();
    for (const authFlowType of ['USER_SRP_AUTH', 'USER_PASSWORD_AUTH']) {
      await auth.signOut();
      assert.deepEqual(await signIn(dora, { authFlowType }), done);
      assert.equal((await auth.fetchAuthSession()).tokens.accessToken.payload.device_key, key);
      assert.ok((await auth.fetchAuthSession({ forceRefresh: true })).tokens, 'and refreshes with it');
    }
    const all = await auth.fetchDevices();
    assert.deepEqual(all.map(({ id, attributes: { device_status } }) => [id, device_status]), [[key, 'valid']]);
  });

  it('forgets one, and takes it for a new one then', async () => {
    const { world, deviceKey } = enter('forget', devices);
    await signInByCode(world);
    const key = deviceKey();
    await auth.forgetDevice();
    assert.deepEqual([deviceKey(), await idsOf()], [undefined, []]);
    await auth.signOut();
    await signInByCode(world);
    assert.notEqual(deviceKey(), key);
    await assert.rejects(auth.forgetDevice({ device: { id: key } }), { name: 'ResourceNotFoundException', message: 'Device does not exist.' });
  });

  it('tries again without a key that is good no longer', async () => {
    const { world, deviceKey } = enter('forgotten-elsewhere', devices);
    await signIn(dirk);
    const DeviceKey = deviceKey();
    await auth.signOut();
    await sdkClient(world).adminForgetDevice({ UserPoolId: devices.UserPoolId, Username: dirk.username, DeviceKey });
    assert.deepEqual(await signIn(dirk), done);
    assert.notEqual(deviceKey(), DeviceKey);
    assert.deepEqual(await idsOf(), [deviceKey()]);
  });

  it('names the device with the code where there was nothing to name it with before', async () => {
    const { world, deviceKey } = enter('late', devices);
    await takeCodesInstead(world);
    const byMail = { authFlowType: 'USER_AUTH', preferredChallenge: 'EMAIL_OTP' };
    const seen = new Set();
    for (let turn = 0; turn < 3; ++turn) {
      assert.equal((await signIn({ username: dirk.username }, byMail)).nextStep.signInStep, 'CONFIRM_SIGN_IN_WITH_EMAIL_CODE');
      assert.deepEqual(await answer(await codeFor(world, dirk.username, 'email_otp')), done);
      seen.add(deviceKey());
      assert.equal((await auth.fetchAuthSession()).tokens.accessToken.payload.device_key, deviceKey());
      assert.deepEqual(await idsOf(), [...seen]);
      await auth.signOut();
    }
    assert.equal(seen.size, 1, 'the device stays the one that it is');
  });

  it('names it beside the code of a second factor, too', async () => {
    const { world, deviceKey } = enter('late-second', devices);
    const chosen = { authFlowType: 'USER_AUTH', preferredChallenge: 'PASSWORD' };
    await signInByCode(world, chosen);
    const key = deviceKey();
    await auth.signOut();
    await signInByCode(world, chosen);
    assert.deepEqual([deviceKey(), await idsOf()], [key, [key]]);
  });
});

describe('Amplify at a pool that remembers devices when it is asked to', () => {
  it('has one remembered', async () => {
    const { deviceKey } = enter('prompt', prompts);
    await signIn(paul);
    const key = deviceKey();
    assert.match(key, /^eu-central-1_[0-9a-f-]{36}$/);
    assert.deepEqual(await idsOf(), []);
    await auth.rememberDevice();
    assert.deepEqual(await idsOf(), [key]);
    await auth.signOut();
    assert.deepEqual(await signIn(paul), done);
    assert.equal(deviceKey(), key);
    await auth.forgetDevice({ device: { id: key } });
    assert.deepEqual(await idsOf(), []);
  });

  it('shows one beside a second factor, whose place it does not take', async () => {
    const { world, deviceKey } = enter('beside', prompts);
    const app = appIn(world, pia.secret);
    for (let turn = 0; turn < 3; ++turn) {
      assert.equal((await signIn(pia)).nextStep.signInStep, 'CONFIRM_SIGN_IN_WITH_TOTP_CODE');
      assert.deepEqual(await answer(await app.nextCode()), done);
      if (turn === 0) await auth.rememberDevice();
      assert.deepEqual(await idsOf(), [deviceKey()]);
      await auth.signOut();
    }
    const { entries } = await world.control('GET', '/journal');
    assert.equal(entries.filter(({ operation }) => operation === 'RespondToAuthChallenge').length, 3 * 2 + 2 * 2, 'a proof of it each time');
  });
});
