// AWS Amplify signs people up, in and out, renews their tokens, and changes what is known of them.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import * as auth from 'aws-amplify/auth';
import { configure, done } from './support/amplify.js';
import { anna, call, codeFor, createPool, sunny } from './support/cognito.js';
import { startRelay } from './support/relay.js';
import { startGallery } from './support/understudy.js';

let server;
before(async () => {
  server = await startGallery('user-pools');
});
after(() => server.stop());

/** The answer to the refresh token's use as older clients use it. */
const refreshAsOfOld = async (world, ClientId, token) =>
  (await call(world, 'InitiateAuth', { AuthFlow: 'REFRESH_TOKEN_AUTH', ClientId, AuthParameters: { REFRESH_TOKEN: token } })).body;

const wrongPassword = { name: 'NotAuthorizedException', message: 'Incorrect username or password.' };
const isSignedIn = () => auth.getCurrentUser().then(() => true, () => false);

describe('Amplify', () => {
  it('signs somebody up, and in once the code is given', async () => {
    const world = server.world('sign-up');
    configure(world.baseUrl, await createPool(world));
    const zoe = { username: 'zoe', password: 'Zoes-Password-1' };
    const begun = await auth.signUp({ ...zoe, options: { userAttributes: { email: 'zoe@sunny.test', given_name: 'Zoë' } } });
    assert.equal(begun.isSignUpComplete, false);
    assert.deepEqual(begun.nextStep, { signUpStep: 'CONFIRM_SIGN_UP',
      codeDeliveryDetails: { destination: 'z***@s***', deliveryMedium: 'EMAIL', attributeName: 'email' } });
    await assert.rejects(auth.confirmSignUp({ username: 'zoe', confirmationCode: '000000' }), { name: 'CodeMismatchException' });
    assert.equal((await auth.resendSignUpCode({ username: 'zoe' })).destination, 'z***@s***');
    const confirmed = await auth.confirmSignUp({ username: 'zoe', confirmationCode: await codeFor(world, 'zoe@sunny.test') });
    assert.deepEqual(confirmed, { isSignUpComplete: true, nextStep: { signUpStep: 'DONE' } });
    assert.deepEqual(await auth.signIn(zoe), done);
    const { username, userId } = await auth.getCurrentUser();
    assert.deepEqual([username, userId], ['zoe', begun.userId]);
  });

  it('signs in by SRP and by password, and refreshes with GetTokensFromRefreshToken', async () => {
    const world = server.world('sign-in');
    for (const authFlowType of ['USER_SRP_AUTH', 'USER_PASSWORD_AUTH']) {
      const { refreshToken } = configure(world.baseUrl);
      await assert.rejects(auth.signIn({ ...anna, password: 'wrong', options: { authFlowType } }), wrongPassword);
      assert.deepEqual(await auth.signIn({ ...anna, options: { authFlowType } }), done);
      const [first, kept] = [(await auth.fetchAuthSession()).tokens, refreshToken()];
      await world.advance('5s');
      const { tokens } = await auth.fetchAuthSession({ forceRefresh: true });
      assert.notEqual(String(tokens.accessToken), String(first.accessToken));
      assert.equal(tokens.idToken.payload.email, anna.username);
      assert.equal(tokens.accessToken.payload.origin_jti, first.accessToken.payload.origin_jti);
      assert.equal(refreshToken(), kept, 'no rotation');
      assert.ok((await refreshAsOfOld(world, sunny.ClientId, kept)).AuthenticationResult, 'older clients refresh, too');
    }
  });

  it('says what a sign-in waits for', async () => {
    configure(server.world('next-steps').baseUrl);
    const stepOf = async (name, password) => (await auth.signIn({ username: `${name}@sunny.test`, password })).nextStep.signInStep;
    assert.equal(await stepOf('cleo', 'Cleo-Password-1'), 'CONFIRM_SIGN_UP');
    assert.equal(await stepOf('eva', 'Eva-Password-1'), 'RESET_PASSWORD');
    await assert.rejects(stepOf('dan', 'Dan-Password-1'), { name: 'NotAuthorizedException', message: 'User is disabled.' });
    await assert.rejects(stepOf('nobody', 'x'), { name: 'UserNotFoundException', message: 'User does not exist.' });
    assert.equal(await stepOf('ben', 'Temporary-1'), 'CONFIRM_SIGN_IN_WITH_NEW_PASSWORD_REQUIRED');
    const options = { userAttributes: { given_name: 'Ben' } };
    assert.deepEqual(await auth.confirmSignIn({ challengeResponse: 'Bens-Password-1', options }), done);
    assert.equal((await auth.fetchUserAttributes()).given_name, 'Ben');
  });

  it('reads, changes and verifies attributes', async () => {
    const world = server.world('attributes');
    configure(world.baseUrl);
    await auth.signIn(anna);
    const changed = await auth.updateUserAttribute({ userAttribute: { attributeKey: 'email', value: 'anna2@sunny.test' } });
    assert.equal(changed.nextStep.updateAttributeStep, 'CONFIRM_ATTRIBUTE_WITH_CODE');
    assert.equal((await auth.fetchUserAttributes()).email_verified, 'false');
    const confirm = (confirmationCode) => auth.confirmUserAttribute({ userAttributeKey: 'email', confirmationCode });
    await assert.rejects(confirm('000000'), { name: 'CodeMismatchException' });
    await confirm(await codeFor(world, 'anna2@sunny.test'));
    const { email, email_verified } = await auth.fetchUserAttributes();
    assert.deepEqual([email, email_verified], ['anna2@sunny.test', 'true']);
    const { nickname } = await auth.updateUserAttributes({ userAttributes: { nickname: 'Ann' } });
    assert.deepEqual(nickname, { isUpdated: true, nextStep: { updateAttributeStep: 'DONE' } });
    await auth.deleteUserAttributes({ userAttributeKeys: ['nickname'] });
    assert.equal((await auth.fetchUserAttributes()).nickname, undefined);
  });

  it('changes a password, and replaces one that was forgotten', async () => {
    const world = server.world('passwords');
    configure(world.baseUrl);
    await auth.signIn(anna);
    await assert.rejects(auth.updatePassword({ oldPassword: 'wrong!', newPassword: 'Anna-Password-2' }), wrongPassword);
    await auth.updatePassword({ oldPassword: anna.password, newPassword: 'Anna-Password-2' });
    await auth.signOut();
    await assert.rejects(auth.signIn(anna), wrongPassword);
    const { username } = anna;
    const { nextStep } = await auth.resetPassword({ username });
    assert.equal(nextStep.resetPasswordStep, 'CONFIRM_RESET_PASSWORD_WITH_CODE');
    const confirmationCode = await codeFor(world, username);
    await auth.confirmResetPassword({ username, confirmationCode, newPassword: 'Anna-Password-3' });
    assert.deepEqual(await auth.signIn({ username, password: 'Anna-Password-3' }), done);
  });

  it('signs out here, everywhere, and for good', async () => {
    const world = server.world('sign-out');
    const revoked = { __type: 'NotAuthorizedException', message: 'Refresh Token has been revoked' };
    for (const leave of [() => auth.signOut(), () => auth.signOut({ global: true })]) {
      const { refreshToken } = configure(world.baseUrl);
      await auth.signIn(anna);
      const token = refreshToken();
      await leave();
      assert.equal(await isSignedIn(), false);
      assert.deepEqual(await refreshAsOfOld(world, sunny.ClientId, token), revoked);
    }
    await auth.signIn(anna);
    await auth.deleteUser();
    assert.equal(await isSignedIn(), false);
    await assert.rejects(auth.signIn(anna), { name: 'UserNotFoundException' });
  });
});

describe('Amplify and a client that rotates refresh tokens', () => {
  async function signInTo(test, world, RetryGracePeriodSeconds) {
    const relay = await startRelay(world.baseUrl);
    test.after(() => relay.stop());
    const rotation = { Feature: 'ENABLED', RetryGracePeriodSeconds };
    const pool = await createPool(world, { AutoVerifiedAttributes: [] }, { RefreshTokenRotation: rotation });
    const kept = configure(relay.url, pool);
    await auth.signUp({ username: 'zoe', password: 'Zoes-Password-1' });
    await call(world, 'AdminConfirmSignUp', { UserPoolId: pool.UserPoolId, Username: 'zoe' });
    await auth.signIn({ username: 'zoe', password: 'Zoes-Password-1' });
    return { relay, pool, ...kept };
  }

  it('get another one each time; older clients get none', async (test) => {
    const world = server.world('rotation');
    const { pool, refreshToken } = await signInTo(test, world, 0);
    const seen = new Set([refreshToken()]);
    for (let turn = 0; turn < 3; ++turn) {
      assert.ok((await auth.fetchAuthSession({ forceRefresh: true })).tokens);
      seen.add(refreshToken());
    }
    assert.equal(seen.size, 4);
    assert.equal((await refreshAsOfOld(world, pool.ClientId, refreshToken())).__type, 'NotAuthorizedException');
    assert.ok((await auth.fetchAuthSession({ forceRefresh: true })).tokens, 'which changed nothing');
  });

  it('outlive a lost answer within the grace, and end without one', async (test) => {
    for (const [grace, outcome] of [[60, 'refreshed'], [0, 'RefreshTokenReuseException']]) {
      const { relay } = await signInTo(test, server.world(`lost-${grace}`), grace);
      relay.state = 'answer_lost';  // whereupon Amplify tries again by itself
      const ended = await auth.fetchAuthSession({ forceRefresh: true }).then(() => 'refreshed', ({ name }) => name);
      assert.deepEqual([ended, await isSignedIn()], [outcome, grace > 0]);
      }
  });

  it('stay signed in while nothing gets through', async (test) => {
    const { relay } = await signInTo(test, server.world('cut'), 0);
    relay.state = 'cut';
    await assert.rejects(auth.fetchAuthSession({ forceRefresh: true }), { name: 'NetworkError' });
    assert.equal(await isSignedIn(), true);
    relay.state = 'open';
    assert.ok((await auth.fetchAuthSession({ forceRefresh: true })).tokens);
  });
});
