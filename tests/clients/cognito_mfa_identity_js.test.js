// Amazon's client for browsers, in Node: second factors that are asked for, chosen, set up and preferred.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { appIn } from './support/authenticator.js';
import { answered, codeFor, IdentityJs, told } from './support/cognito.js';
import { max, nora, optional, required, rita, rob, sam, tess, tim } from './support/second_factors.js';
import { startSecondFactors } from './support/understudy.js';

let server;
before(async () => {
  server = await startSecondFactors();
});
after(() => server.stop());

/** A fresh world, and a person at a device of theirs. */
function enter(name, pool = optional) {
  const world = server.world(name);
  return { world, client: new IdentityJs(world, pool) };
}

const refused = (name, message) => ({ name, code: name, message });
const wrongSms = refused('CodeMismatchException', 'Invalid code or auth state for the user.');
const wrongTotp = refused('CodeMismatchException', 'Invalid code received for user');
const usedTotp = refused('ExpiredCodeException', 'Your software token has already been used once.');

const give = (user, code, type) => told((callbacks) => user.sendMFACode(code, callbacks, type));
const giveTotp = (user, code) => give(user, code, 'SOFTWARE_TOKEN_MFA');
const choose = (user, factor) => told((callbacks) => user.sendMFASelectionAnswer(factor, callbacks));
const settingsOf = async (user) => {
  const { PreferredMfaSetting, UserMFASettingList } = await answered((done) => user.getUserData(done, { bypassCache: true }));
  return [PreferredMfaSetting, UserMFASettingList];
};
const prefer = (user, sms, totp) => answered((done) => user.setUserMfaPreference(sms, totp, done));
const on = { Enabled: true, PreferredMfa: false };
const preferred = { Enabled: true, PreferredMfa: true };
const off = { Enabled: false, PreferredMfa: false };

describe('a text message', () => {
  it('brings the code that lets in, however often another was typed before', async () => {
    const { world, client } = enter('sms');
    for (const flow of ['USER_SRP_AUTH', 'USER_PASSWORD_AUTH']) {
      const { user, mfaRequired } = await client.signIn(sam, flow);
      assert.deepEqual(mfaRequired,
        { CODE_DELIVERY_DELIVERY_MEDIUM: 'SMS', CODE_DELIVERY_DESTINATION: '+*********0001', USER_ID_FOR_SRP: sam.username });
      const code = await codeFor(world, sam.phone, 'sms_mfa');
      assert.match(code, /^\d{6}$/);
      await assert.rejects(give(user, code === '000000' ? '000001' : '000000'), wrongSms);
      const { session } = await give(user, code);
      assert.ok(session.isValid());
      assert.equal(session.getIdToken().payload.phone_number_verified, true);
      await assert.rejects(give(user, code), refused('NotAuthorizedException', 'Invalid session for the user, session can only be used once.'));
    }
  });

  it('says so in the mailbox, with the sign-in code in its words', async () => {
    const { world, client } = enter('sms-words');
    await client.signIn(sam);
    const { messages } = await world.control('GET', '/mailbox');
    assert.deepEqual(messages.map(({ to, medium, text, code }) => [to, medium, text.replace(code, '{####}')]),
      [[sam.phone, 'sms', 'Your authentication code is {####}.']]);
  });
});

describe('an authenticator app', () => {
  it('shows the code that lets in, and no code twice', async () => {
    const { world, client } = enter('totp');
    const app = appIn(world, tess.secret);
    const { user, totpRequired } = await client.signIn(tess);
    assert.deepEqual(totpRequired, { USER_ID_FOR_SRP: tess.username });
    await world.control('POST', '/clock/freeze', {});
    const code = await app.code();
    await assert.rejects(giveTotp(user, code === '000000' ? '000001' : '000000'), wrongTotp);
    assert.ok((await giveTotp(user, code)).session.isValid());

    const again = await client.signIn(tess);
    await assert.rejects(giveTotp(again.user, code), usedTotp);
    assert.ok((await giveTotp(again.user, await app.nextCode())).session.isValid());
  });
});

describe('somebody with several factors', () => {
  it('chooses one, and is asked for it', async () => {
    const { world, client } = enter('choice');
    const bySms = await client.signIn(max);
    assert.deepEqual(JSON.parse(bySms.selectMFAType.MFAS_CAN_CHOOSE), ['SMS_MFA', 'SOFTWARE_TOKEN_MFA', 'EMAIL_OTP']);
    await assert.rejects(choose(bySms.user, 'MAGIC'), { name: 'InvalidParameterException' });
    const { mfaRequired } = await choose(bySms.user, 'SMS_MFA');
    assert.equal(mfaRequired.CODE_DELIVERY_DESTINATION, '+*********0002');
    assert.ok((await give(bySms.user, await codeFor(world, max.phone))).session.isValid());

    const byApp = await client.signIn(max, 'USER_PASSWORD_AUTH');
    assert.ok('totpRequired' in await choose(byApp.user, 'SOFTWARE_TOKEN_MFA'));
    assert.ok((await giveTotp(byApp.user, await appIn(world, max.secret).code())).session.isValid());
  });

  it('is asked for the one they prefer from then on, and for none that they switched off', async () => {
    const { world, client } = enter('preference');
    const { user } = await client.signIn(max);
    await choose(user, 'SMS_MFA');
    await give(user, await codeFor(world, max.phone));
    assert.deepEqual(await settingsOf(user), [undefined, ['SOFTWARE_TOKEN_MFA', 'SMS_MFA', 'EMAIL_OTP']]);

    assert.equal(await prefer(user, null, preferred), 'SUCCESS');
    assert.equal((await settingsOf(user))[0], 'SOFTWARE_TOKEN_MFA');
    assert.ok('totpRequired' in await client.signIn(max));
    assert.equal(await prefer(user, preferred, on), 'SUCCESS');
    assert.ok('mfaRequired' in await client.signIn(max));
    await assert.rejects(prefer(user, preferred, preferred), { name: 'InvalidParameterException' });
    assert.equal(await prefer(user, off, on), 'SUCCESS');
    assert.deepEqual(await settingsOf(user), [undefined, ['SOFTWARE_TOKEN_MFA', 'EMAIL_OTP']]);
    const left = await client.signIn(max);
    assert.deepEqual(JSON.parse(left.selectMFAType.MFAS_CAN_CHOOSE), ['SOFTWARE_TOKEN_MFA', 'EMAIL_OTP']);
  });
});

describe('setting up an authenticator app', () => {
  it('is asked of everybody without one where the pool says so, and lets in', async () => {
    const { world, client } = enter('setup', required);
    const { user, mfaSetup } = await client.signIn(rita);
    assert.deepEqual(JSON.parse(mfaSetup.MFAS_CAN_SETUP), ['SOFTWARE_TOKEN_MFA']);
    const { secret } = await told((callbacks) => user.associateSoftwareToken(callbacks));
    assert.match(secret, /^[A-Z2-7]{52}$/);
    await world.control('POST', '/clock/freeze', {});
    const app = appIn(world, secret);
    const code = await app.code();
    const verify = (given) => told((callbacks) => user.verifySoftwareToken(given, 'A telephone', callbacks));
    await assert.rejects(verify(code === '000000' ? '000001' : '000000'),
      refused('EnableSoftwareTokenMFAException', 'Code mismatch and fail enable Software Token MFA'));
    assert.ok((await verify(code)).session.isValid());
    assert.deepEqual((await settingsOf(user))[1], ['SOFTWARE_TOKEN_MFA']);

    const next = await client.signIn(rita);
    assert.equal(next.totpRequired.FRIENDLY_DEVICE_NAME, 'A telephone');
    await assert.rejects(giveTotp(next.user, code), usedTotp, 'what verified it lets nobody in');
    assert.ok((await giveTotp(next.user, await app.nextCode())).session.isValid());
  });

  it('comes after the new password', async () => {
    const { world, client } = enter('setup-after-password', required);
    const { user, newPassword } = await client.signIn(rob);
    assert.ok(newPassword);
    const { mfaSetup } = await told((callbacks) => user.completeNewPasswordChallenge('Robs-Password-1', {}, callbacks));
    assert.ok(mfaSetup);
    const { secret } = await told((callbacks) => user.associateSoftwareToken(callbacks));
    const code = await appIn(world, secret).code();
    assert.ok((await told((callbacks) => user.verifySoftwareToken(code, 'x', callbacks))).session.isValid());
  });

  it('is for whoever is signed in, and asked for once it is preferred', async () => {
    const { world, client } = enter('setup-by-token');
    const { user, session } = await client.signIn(nora);
    assert.ok(session.isValid(), 'who has no factor is asked for none');
    const tooEarly = refused('InvalidParameterException', 'User does not have delivery config set to turn on SOFTWARE_TOKEN_MFA');
    await assert.rejects(prefer(user, null, preferred), tooEarly);
    const { secret } = await told((callbacks) => user.associateSoftwareToken(callbacks));
    await assert.rejects(prefer(user, null, preferred), tooEarly, 'not before it is verified');
    const app = appIn(world, secret);
    const code = await app.code();
    const verified = await told((callbacks) => user.verifySoftwareToken(code, 'Noras', callbacks));
    assert.equal(verified.session.Status, 'SUCCESS');
    assert.ok((await client.signIn(nora)).session, 'a token alone switches nothing on');

    await prefer(user, null, preferred);
    const { user: again, totpRequired } = await client.signIn(nora);
    assert.equal(totpRequired.FRIENDLY_DEVICE_NAME, 'Noras');
    assert.ok((await giveTotp(again, await app.nextCode())).session.isValid());
  });
});

describe('a temporary password', () => {
  it('is replaced before the second factor is asked for', async () => {
    const { world, client } = enter('new-password');
    const { user, newPassword } = await client.signIn(tim);
    assert.ok(newPassword);
    assert.deepEqual((await world.control('GET', '/mailbox')).messages, []);
    const { mfaRequired } = await told((callbacks) => user.completeNewPasswordChallenge('Tims-Password-1', {}, callbacks));
    assert.equal(mfaRequired.CODE_DELIVERY_DESTINATION, '+*********0004');
    const { session } = await give(user, await codeFor(world, tim.phone));
    assert.equal(session.getIdToken().payload.email, tim.username);
  });
});

describe('text messages by their older operations', () => {
  it('are switched on and off', async () => {
    const { world, client } = enter('mfa-options');
    const { user } = await client.signIn(nora);
    assert.equal(await answered((done) => user.enableMFA(done)), 'SUCCESS');
    assert.deepEqual(await answered((done) => user.getMFAOptions(done)), [{ DeliveryMedium: 'SMS', AttributeName: 'phone_number' }]);
    const asked = await client.signIn(nora);
    assert.ok(asked.mfaRequired);
    await give(asked.user, await codeFor(world, nora.phone));
    assert.equal(await answered((done) => asked.user.disableMFA(done)), 'SUCCESS');
    assert.ok((await client.signIn(nora)).session);
  });
});
