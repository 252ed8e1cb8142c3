// Amazon's client for browsers, in Node: every way of an account from sign-up to its end.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { anna, answered, attributesOf, call, codeFor, createPool, IdentityJs, sdkClient, sunny, told } from './support/cognito.js';
import { startGallery } from './support/understudy.js';

let server;
before(async () => {
  server = await startGallery('user-pools');
});
after(() => server.stop());

const refused = (name, message) => ({ name, code: name, message });
const wrongPassword = refused('NotAuthorizedException', 'Incorrect username or password.');

/** A fresh person in a fresh world. */
function person(name) {
  const world = server.world(name);
  return { world, client: new IdentityJs(world) };
}

/** Asked without the client, which would try a refused refresh again for six seconds. */
async function refreshIsRefused(world, { session }, message) {
  const refresh = { AuthFlow: 'REFRESH_TOKEN_AUTH', ClientId: sunny.ClientId, AuthParameters: { REFRESH_TOKEN: session.getRefreshToken().getToken() } };
  assert.deepEqual((await call(world, 'InitiateAuth', refresh)).body, { __type: 'NotAuthorizedException', message });
}

/** The attributes as an object. */
const attributesNow = async (user) =>
  Object.fromEntries((await answered((done) => user.getUserAttributes(done))).map(({ Name, Value }) => [Name, Value]));

describe('signing up', () => {
  it('is confirmed by the code from the mail', async () => {
    const { world } = person('sign-up');
    const client = new IdentityJs(world, await createPool(world));
    const zoe = { username: 'zoe', password: 'Zoes-Password-1' };
    const result = await client.signUp(zoe.username, zoe.password, { email: 'zoe@sunny.test', given_name: 'Zoë' });
    assert.equal(result.userConfirmed, false);
    assert.match(result.userSub, /^[0-9a-f-]{36}$/);
    assert.deepEqual(result.codeDeliveryDetails,
      { AttributeName: 'email', DeliveryMedium: 'EMAIL', Destination: 'z***@s***' });
    await assert.rejects(client.signIn(zoe), refused('UserNotConfirmedException', 'User is not confirmed.'));

    const user = client.user(zoe.username);
    await assert.rejects(answered((done) => user.confirmRegistration('000000', false, done)),
      refused('CodeMismatchException', 'Invalid verification code provided, please try again.'));
    const resent = await answered((done) => user.resendConfirmationCode(done));
    assert.equal(resent.CodeDeliveryDetails.Destination, 'z***@s***');
    const code = await codeFor(world, 'zoe@sunny.test');
    assert.equal(await answered((done) => user.confirmRegistration(code, false, done)), 'SUCCESS');

    const { session } = await client.signIn(zoe);
    const { payload } = session.getIdToken();
    assert.deepEqual([payload.sub, payload['cognito:username'], payload.email, payload.email_verified, payload.given_name],
      [result.userSub, 'zoe', 'zoe@sunny.test', true, 'Zoë']);
  });

  it('under a taken name or with a weak password is refused', async () => {
    const { client } = person('sign-up-refused');
    await assert.rejects(client.signUp(anna.username, 'Any-Password-1'), refused('UsernameExistsException', 'User already exists'));
    for (const [password, complaint] of [['Sh0rt-x', 'Password not long enough'], ['no-capital-1', 'Password must have uppercase characters'],
      ['NO-SMALL-1', 'Password must have lowercase characters'], ['No-Number-', 'Password must have numeric characters'],
      ['NoSymbol1', 'Password must have symbol characters']])
      await assert.rejects(client.signUp('weak', password),
        refused('InvalidPasswordException', `Password did not conform with policy: ${complaint}`));
  });
});

describe('signing in', () => {
  it('by SRP and by password gives tokens that a refresh renews', async () => {
    const { world, client } = person('sign-in');
    for (const flow of ['USER_SRP_AUTH', 'USER_PASSWORD_AUTH']) {
      const { user, session } = await client.signIn(anna, flow);
      assert.ok(session.isValid());
      const id = session.getIdToken().payload;
      const access = session.getAccessToken().payload;
      assert.deepEqual(id['cognito:groups'], ['installers', 'admins'].sort());
      assert.deepEqual([id.token_use, access.token_use, id.sub, id.aud, access.client_id],
        ['id', 'access', access.sub, 'sunnyportal', 'sunnyportal']);
      await world.advance('10s');
      const fresh = await answered((done) => user.refreshSession(session.getRefreshToken(), done));
      assert.notEqual(fresh.getIdToken().getJwtToken(), session.getIdToken().getJwtToken());
      assert.equal(fresh.getRefreshToken().getToken(), session.getRefreshToken().getToken(), 'it stays the one there is');
      const again = fresh.getAccessToken().payload;
      assert.deepEqual([again.auth_time, again.origin_jti], [access.auth_time, access.origin_jti]);
    }
  });

  it('tells what stands in the way', async () => {
    const { client } = person('in-the-way');
    await assert.rejects(client.signIn({ ...anna, password: 'Anna-Password-2' }), wrongPassword);
    await assert.rejects(client.signIn({ username: 'nobody', password: 'x' }), refused('UserNotFoundException', 'User does not exist.'));
    for (const flow of ['USER_SRP_AUTH', 'USER_PASSWORD_AUTH']) {
      const signIn = (name, password) => client.signIn({ username: `${name}@sunny.test`, password }, flow);
      await assert.rejects(signIn('cleo', 'Cleo-Password-1'), refused('UserNotConfirmedException', 'User is not confirmed.'));
      await assert.rejects(signIn('cleo', 'not-hers'), refused('UserNotConfirmedException', 'User is not confirmed.'));
      await assert.rejects(signIn('dan', 'Dan-Password-1'), refused('NotAuthorizedException', 'User is disabled.'));
      await assert.rejects(signIn('eva', 'Eva-Password-1'),
        refused('PasswordResetRequiredException', 'Password reset required for the user'));
    }
  });

  it('with a temporary password asks for a new one first', async () => {
    const { client } = person('new-password');
    const ben = { username: 'ben@sunny.test', password: 'Temporary-1' };
    const { user, newPassword } = await client.signIn(ben);
    assert.deepEqual(newPassword.required, []);
    assert.equal(newPassword.attributes.email, 'ben@sunny.test');
    const { session } = await told((callbacks) => user.completeNewPasswordChallenge('Bens-Password-1', { given_name: 'Ben' }, callbacks));
    assert.equal(session.getIdToken().payload.given_name, 'Ben');
    await assert.rejects(client.signIn(ben), wrongPassword);
    assert.ok((await client.signIn({ ...ben, password: 'Bens-Password-1' })).session.isValid());
  });

  it('with wrong passwords in a row is locked for a while', async () => {
    const { world, client } = person('locked');
    await world.control('POST', '/clock/freeze', {});
    const wrong = () => client.signIn({ ...anna, password: 'wrong' }, 'USER_PASSWORD_AUTH');
    for (let attempt = 1; attempt <= 5; ++attempt) await assert.rejects(wrong(), wrongPassword);
    const locked = refused('NotAuthorizedException', 'Password attempts exceeded');
    await assert.rejects(wrong(), locked);
    await assert.rejects(client.signIn(anna), locked, 'the right one, by SRP');
    await world.advance('1s');
    assert.ok((await client.signIn(anna)).session.isValid());
  });
});

describe('somebody who is signed in', () => {
  it('reads, changes, verifies and deletes attributes', async () => {
    const { world, client } = person('attributes');
    const { user } = await client.signIn(anna);
    assert.equal('custom:plan' in (await attributesNow(user)), false, 'no client reads it that was not given it to read');
    const details = await new Promise((resolve, reject) => user.updateAttributes(
      attributesOf({ email: 'anna2@sunny.test', nickname: 'Ännchen 🐢' }), (error, _, sent) => (error ? reject(error) : resolve(sent))));
    assert.deepEqual(details.CodeDeliveryDetailsList,
      [{ AttributeName: 'email', DeliveryMedium: 'EMAIL', Destination: 'a***@s***' }]);
    let now = await attributesNow(user);
    assert.deepEqual([now.email, now.email_verified, now.nickname], ['anna2@sunny.test', 'false', 'Ännchen 🐢']);

    const { sent } = await told((callbacks) => user.getAttributeVerificationCode('email', callbacks));
    assert.equal(sent.CodeDeliveryDetails.AttributeName, 'email');
    await assert.rejects(told((callbacks) => user.verifyAttribute('email', '000000', callbacks)), { name: 'CodeMismatchException' });
    const code = await codeFor(world, 'anna2@sunny.test');
    assert.equal((await told((callbacks) => user.verifyAttribute('email', code, callbacks))).session, 'SUCCESS');
    await answered((done) => user.deleteAttributes(['nickname'], done));
    now = await attributesNow(user);
    assert.deepEqual([now.email_verified, 'nickname' in now], ['true', false]);
    await assert.rejects(answered((done) => user.updateAttributes(attributesOf({ 'custom:unknown': 'x' }), done)),
      { name: 'InvalidParameterException' });
  });

  it('changes the password', async () => {
    const { client } = person('change-password');
    const { user } = await client.signIn(anna);
    await assert.rejects(answered((done) => user.changePassword('not-it', 'Anna-Password-2', done)), wrongPassword);
    await assert.rejects(answered((done) => user.changePassword(anna.password, 'weak', done)), { name: 'InvalidPasswordException' });
    assert.equal(await answered((done) => user.changePassword(anna.password, 'Änna-Password-2', done)), 'SUCCESS');
    await assert.rejects(client.signIn(anna), wrongPassword);
    assert.ok((await client.signIn({ ...anna, password: 'Änna-Password-2' })).session.isValid());
  });

  it('is found again in the store, and there no more after signing out, which revokes', async () => {
    const { world, client } = person('sign-out');
    const here = await client.signIn(anna);
    const found = client.pool.getCurrentUser();
    assert.equal(found.getUsername(), anna.username);
    assert.ok((await answered((done) => found.getSession(done))).isValid());
    await answered((done) => found.signOut((error) => done(error)));
    assert.equal(client.pool.getCurrentUser(), null);
    await refreshIsRefused(world, here, 'Refresh Token has been revoked');
  });

  it('signs out of all devices at once', async () => {
    const { world, client } = person('global-sign-out');
    const here = await client.signIn(anna);
    const there = await new IdentityJs(world).signIn(anna);
    assert.equal((await told((callbacks) => here.user.globalSignOut(callbacks))).session, 'SUCCESS');
    await assert.rejects(answered((done) => there.user.getUserData(done)),
      refused('NotAuthorizedException', 'Access Token has been revoked'));
    await refreshIsRefused(world, there, 'Refresh Token has been revoked');
  });

  it('deletes the account', async () => {
    const { client } = person('delete');
    const { user } = await client.signIn(anna);
    assert.equal(await answered((done) => user.deleteUser(done)), 'SUCCESS');
    await assert.rejects(client.signIn(anna), refused('UserNotFoundException', 'User does not exist.'));
  });
});

describe('a forgotten password', () => {
  it('is replaced with the code from the mail', async () => {
    const { world, client } = person('forgotten');
    const user = client.user(anna.username);
    const { sent } = await told((callbacks) => user.forgotPassword(callbacks));
    assert.deepEqual(sent.CodeDeliveryDetails, { AttributeName: 'email', DeliveryMedium: 'EMAIL', Destination: 'a***@s***' });
    const code = await codeFor(world, anna.username);
    const confirm = (given, password) => told((callbacks) => user.confirmPassword(given, password, callbacks));
    await assert.rejects(confirm('000000', 'Anna-Password-3'), { name: 'CodeMismatchException' });
    await confirm(code, 'Anna-Password-3');
    await assert.rejects(confirm(code, 'Anna-Password-4'),
      refused('ExpiredCodeException', 'Invalid code provided, please request a code again.'));
    assert.ok((await client.signIn({ ...anna, password: 'Anna-Password-3' })).session.isValid());
  });

  it('lets in whose password an administrator reset', async () => {
    const { world, client } = person('reset');
    await sdkClient(world).adminResetUserPassword({ UserPoolId: sunny.UserPoolId, Username: anna.username });
    await assert.rejects(client.signIn(anna), { name: 'PasswordResetRequiredException' });
    const code = await codeFor(world, anna.username);
    await told((callbacks) => client.user(anna.username).confirmPassword(code, 'Anna-Password-5', callbacks));
    assert.ok((await client.signIn({ ...anna, password: 'Anna-Password-5' })).session.isValid());
  });

  it('is not replaced where no code could reach its user, or the password was never theirs', async () => {
    const { client } = person('not-forgotten');
    await assert.rejects(told((callbacks) => client.user('ben@sunny.test').forgotPassword(callbacks)),
      refused('NotAuthorizedException', 'User password cannot be reset in the current state.'));
    await assert.rejects(told((callbacks) => client.user('cleo@sunny.test').forgotPassword(callbacks)), refused('InvalidParameterException',
      'Cannot reset password for the user as there is no registered/verified email or phone_number'));
  });
});
