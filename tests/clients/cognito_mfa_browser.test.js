// Amazon's clients in a browser, on a page whose origin is not the server's: codes, an authenticator app, and a device that
// is kept where browsers keep such things.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { bundleAmplify } from './support/amplify_bundle.js';
import { appIn } from './support/authenticator.js';
import { startApplication, startChromium } from './support/chromium.js';
import { codeFor } from './support/cognito.js';
import { choice, cora, devices, dora, optional, pia, prompts, required, rita, sam } from './support/second_factors.js';
import { startSecondFactors } from './support/understudy.js';

const identityJs = new URL('node_modules/amazon-cognito-identity-js/dist/amazon-cognito-identity.min.js', import.meta.url);

let application, browser, server;
before(async () => {
  const scripts = { '/identity.js': await readFile(identityJs), '/amplify.js': await bundleAmplify() };
  [application, browser, server] = [await startApplication(scripts), await startChromium(), await startSecondFactors()];
});
after(async () => {
  await browser.close();
  await application.stop();
  await server.stop();
});

/** A page of app.example in a browser that knows nobody yet; `load` opens it, and opens it again. */
async function open(script, prepare, ...given) {
  const context = await browser.newContext();
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const complaints = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  const load = async () => {
    await page.goto(`http://app.example:${application.port}/`);
    await page.addScriptTag({ url: script });
    await page.evaluate(prepare, given);
  };
  await load();
  return { context, page, complaints, load };
}

describe('amazon-cognito-identity-js in a browser', () => {
  const openAt = (world, pool) => open('/identity.js', ([ids, endpoint]) => {
    const { AuthenticationDetails, CognitoUser, CognitoUserPool } = AmazonCognitoIdentity;
    const Pool = new CognitoUserPool({ ...ids, endpoint });
    const told = (call) => new Promise((resolve, reject) => call({
      onSuccess: (session, mustConfirm) => resolve({ done: session.getAccessToken?.().payload.device_key ?? true, ...(mustConfirm && { mustConfirm }) }),
      onFailure: reject,
      mfaRequired: (name, parameters) => resolve({ name, parameters }),
      totpRequired: (name, parameters) => resolve({ name, parameters }),
      mfaSetup: (name, parameters) => resolve({ name, parameters }),
      associateSecretCode: (secret) => resolve({ secret }),
    }));
    window.signIn = ({ username, password }) => {
      window.user = new CognitoUser({ Username: username, Pool });
      return told((callbacks) => window.user.authenticateUser(new AuthenticationDetails({ Username: username, Password: password }), callbacks));
    };
    window.act = (method, ...args) => told((callbacks) => window.user[method](...args, callbacks));
    window.give = (code, type) => told((callbacks) => window.user.sendMFACode(code, callbacks, type));
  }, pool, world.baseUrl);
  const signIn = (page, person) => page.evaluate((one) => window.signIn(one), person);
  const act = (page, ...args) => page.evaluate((all) => window.act(...all), args);
  const give = (page, code, type) => page.evaluate((all) => window.give(...all), [code, type]);

  it('takes a code, and is let in by its device when it is opened again', async () => {
    const world = server.world('identity-device');
    const { context, page, complaints, load } = await openAt(world, devices);
    assert.equal((await signIn(page, dora)).name, 'SMS_MFA');
    const { done } = await give(page, await codeFor(world, dora.phone));
    assert.match(done, /^eu-central-1_[0-9a-f-]{36}$/);
    await load();
    assert.deepEqual(await signIn(page, dora), { done }, 'by the device alone');
    await act(page, 'forgetDevice');
    await load();
    assert.equal((await signIn(page, dora)).name, 'SMS_MFA');
    assert.deepEqual(complaints, []);
    await context.close();
  });

  it('sets an authenticator app up, and is asked for it', async () => {
    const world = server.world('identity-setup');
    const { context, page, load } = await openAt(world, required);
    assert.equal((await signIn(page, rita)).name, 'MFA_SETUP');
    const app = appIn(world, (await act(page, 'associateSoftwareToken')).secret);
    assert.ok((await act(page, 'verifySoftwareToken', await app.code(), 'A browser')).done);
    await load();
    assert.deepEqual(await signIn(page, rita), { name: 'SOFTWARE_TOKEN_MFA', parameters: { USER_ID_FOR_SRP: rita.username, FRIENDLY_DEVICE_NAME: 'A browser' } });
    assert.ok((await give(page, await app.nextCode(), 'SOFTWARE_TOKEN_MFA')).done);
    await context.close();
  });

  it('has the device remembered that it is told to', async () => {
    const world = server.world('identity-prompt');
    const app = appIn(world, pia.secret);
    const { context, page } = await openAt(world, prompts);
    assert.equal((await signIn(page, pia)).name, 'SOFTWARE_TOKEN_MFA');
    const first = await give(page, await app.code(), 'SOFTWARE_TOKEN_MFA');
    assert.equal(first.mustConfirm, true);
    assert.deepEqual(await act(page, 'setDeviceStatusRemembered'), { done: true });
    await context.close();
  });
});

describe('Amplify in a browser', () => {
  const openAt = (world, { UserPoolId, ClientId }) => open('/amplify.js', ([userPoolId, userPoolClientId, userPoolEndpoint]) => {
    amplify.Amplify.configure({ Auth: { Cognito: { userPoolId, userPoolClientId, userPoolEndpoint } } });
  }, UserPoolId, ClientId, world.baseUrl);
  const act = (page, method, ...args) => page.evaluate(([name, all]) => amplify.auth[name](...all), [method, args]);
  const signIn = async (page, { username, password }, options = {}) => (await act(page, 'signIn', { username, password, options })).nextStep;
  const answer = async (page, challengeResponse) => (await act(page, 'confirmSignIn', { challengeResponse })).nextStep;
  const done = { signInStep: 'DONE' };

  it('takes a code, and is let in by its device when it is opened again', async () => {
    const world = server.world('amplify-device');
    const { context, page, complaints, load } = await openAt(world, devices);
    assert.equal((await signIn(page, dora)).signInStep, 'CONFIRM_SIGN_IN_WITH_SMS_CODE');
    assert.deepEqual(await answer(page, await codeFor(world, dora.phone)), done);
    await act(page, 'signOut');
    await load();
    assert.deepEqual(await signIn(page, dora), done, 'by the device alone');
    const [device] = await act(page, 'fetchDevices');
    assert.match(device.name, /Chrom/);
    await act(page, 'forgetDevice');
    await act(page, 'signOut');
    assert.equal((await signIn(page, dora)).signInStep, 'CONFIRM_SIGN_IN_WITH_SMS_CODE');
    assert.deepEqual(complaints, []);
    await context.close();
  });

  it('sets an authenticator app up, and is asked for it', async () => {
    const world = server.world('amplify-setup');
    const { context, page } = await openAt(world, required);
    const { signInStep, totpSetupDetails } = await signIn(page, rita);
    assert.equal(signInStep, 'CONTINUE_SIGN_IN_WITH_TOTP_SETUP');
    const app = appIn(world, totpSetupDetails.sharedSecret);
    assert.deepEqual(await answer(page, await app.code()), done);
    await act(page, 'signOut');
    assert.equal((await signIn(page, rita)).signInStep, 'CONFIRM_SIGN_IN_WITH_TOTP_CODE');
    assert.deepEqual(await answer(page, await app.nextCode()), done);
    assert.deepEqual(await act(page, 'fetchMFAPreference'), { enabled: ['TOTP'], preferred: undefined });
    await context.close();
  });

  it('signs in by a code that is chosen', async () => {
    const world = server.world('amplify-choice');
    const { context, page, complaints } = await openAt(world, choice);
    const { availableChallenges } = await signIn(page, { username: cora.username }, { authFlowType: 'USER_AUTH' });
    assert.deepEqual(availableChallenges, ['PASSWORD_SRP', 'PASSWORD', 'EMAIL_OTP', 'SMS_OTP']);
    assert.equal((await answer(page, 'EMAIL_OTP')).signInStep, 'CONFIRM_SIGN_IN_WITH_EMAIL_CODE');
    assert.deepEqual(await answer(page, await codeFor(world, cora.username)), done);
    assert.deepEqual(complaints, []);
    await context.close();
  });

  it('is told by name what is wrong with a code', async () => {
    const world = server.world('amplify-wrong');
    const { context, page } = await openAt(world, optional);
    await signIn(page, sam);
    const code = await codeFor(world, sam.phone);
    const wrong = await page.evaluate((challengeResponse) => amplify.auth.confirmSignIn({ challengeResponse }).catch(({ name, message }) => ({ name, message })),
      code === '000000' ? '000001' : '000000');
    assert.deepEqual(wrong, { name: 'CodeMismatchException', message: 'Invalid code or auth state for the user.' });
    assert.deepEqual(await answer(page, code), done);
    await context.close();
  });
});
