// Second factors that are not what they pretend: codes of others, sessions out of order or of elsewhere, guesses. Never a
// token comes of it, and always an exception of the service's.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { appIn } from './support/authenticator.js';
import { call, codeFor, createPool } from './support/cognito.js';
import { choice, cora, max, nora, optional, required, rita, sam, tess, tim } from './support/second_factors.js';
import { startSecondFactors } from './support/understudy.js';

let server;
before(async () => {
  server = await startSecondFactors();
});
after(() => server.stop());

const begin = async (world, { username: USERNAME, password: PASSWORD }, { ClientId } = optional) =>
  (await call(world, 'InitiateAuth', { ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME, PASSWORD } })).body;

async function respond(world, ChallengeName, Session, ChallengeResponses, { ClientId } = optional) {
  const { status, body } = await call(world, 'RespondToAuthChallenge', { ClientId, ChallengeName, Session, ChallengeResponses });
  assert.ok(status === 200 || status === 400, `${ChallengeName}: ${status} ${JSON.stringify(body)}`);
  return body;
}

const exception = (__type, message) => ({ __type, message });
const invalid = exception('NotAuthorizedException', 'Invalid session for the user.');
const spent = exception('NotAuthorizedException', 'Invalid session for the user, session can only be used once.');
const wrongCode = exception('CodeMismatchException', 'Invalid code or auth state for the user.');
const wrongAppCode = exception('CodeMismatchException', 'Invalid code received for user');
const wrongUser = exception('NotAuthorizedException', 'Incorrect username or password.');
const locked = exception('NotAuthorizedException', 'Password attempts exceeded');
const isRefused = (body, about) => assert.ok(body.__type && !body.AuthenticationResult, `${about}: ${JSON.stringify(body)}`);
const wrongOf = (code) => (code[0] === '0' ? '1' : '0') + code.slice(1);

describe('a code', () => {
  it('of somebody else, or of another sign-in, lets nobody in', async () => {
    const world = server.world('codes-of-others');
    const [ofSam, ofNora] = [await begin(world, sam), await begin(world, nora)];
    const sms = await codeFor(world, sam.phone);
    const { AccessToken } = ofNora.AuthenticationResult;
    assert.equal((await call(world, 'SetUserMFAPreference', { AccessToken, SMSMfaSettings: { Enabled: true } })).status, 200);
    const asked = await begin(world, nora);
    assert.deepEqual(await respond(world, 'SMS_MFA', asked.Session, { USERNAME: nora.username, SMS_MFA_CODE: sms }), wrongCode);
    assert.deepEqual(await respond(world, 'SMS_MFA', asked.Session, { USERNAME: sam.username, SMS_MFA_CODE: sms }), wrongUser);
    const again = await begin(world, sam);
    assert.notEqual(await codeFor(world, sam.phone), sms);
    assert.deepEqual(await respond(world, 'SMS_MFA', again.Session, { USERNAME: sam.username, SMS_MFA_CODE: sms }), wrongCode, 'of the sign-in before');
    assert.ok((await respond(world, 'SMS_MFA', ofSam.Session, { USERNAME: sam.username, SMS_MFA_CODE: sms })).AuthenticationResult, 'which it lets in');
    const byApp = await begin(world, tess);
    assert.deepEqual(await respond(world, 'SOFTWARE_TOKEN_MFA', byApp.Session,
      { USERNAME: tess.username, SOFTWARE_TOKEN_MFA_CODE: await appIn(world, max.secret).code() }), wrongAppCode);
  });

  it('that is none is wrong, or no parameter at all', async () => {
    const world = server.world('no-codes');
    for (const [person, ChallengeName, member] of [[sam, 'SMS_MFA', 'SMS_MFA_CODE'], [tess, 'SOFTWARE_TOKEN_MFA', 'SOFTWARE_TOKEN_MFA_CODE']]) {
      const asked = await begin(world, person);
      const right = person === sam ? await codeFor(world, sam.phone) : await appIn(world, tess.secret).code();
      const answer = (more, Session = asked.Session) => respond(world, ChallengeName, Session, { USERNAME: person.username, ...more });
      assert.deepEqual(await answer({}), exception('InvalidParameterException', `Missing required parameter ${member}`));
      for (const code of ['', ' ', `${right} `, ` ${right}`, right.slice(1), `${right}0`, '١٢٣٤٥٦', '-1', '1e5', '\u0000', '0'.repeat(2048), '🐢']) {
        const body = await answer({ [member]: code });
        assert.ok(['CodeMismatchException', 'InvalidParameterException'].includes(body.__type), `${JSON.stringify(code)}: ${JSON.stringify(body)}`);
        await world.advance('1s');
        if (code.length > 1) await call(world, 'AdminSetUserPassword',  // which no lock comes in the way of
          { UserPoolId: optional.UserPoolId, Username: person.username, Password: person.password, Permanent: true });
      }
      for (const code of [1, null, true, [], {}]) isRefused(await answer({ [member]: code }), JSON.stringify(code));
    }
  });

  it('is guessed a few times only: then the account is locked, also for the right one and the password', async () => {
    const world = server.world('guesses');
    await world.control('POST', '/clock/freeze', {});
    for (const [person, ChallengeName, member, code] of [
      [sam, 'SMS_MFA', 'SMS_MFA_CODE', () => codeFor(world, sam.phone)],
      [tess, 'SOFTWARE_TOKEN_MFA', 'SOFTWARE_TOKEN_MFA_CODE', () => appIn(world, tess.secret).code()],
    ]) {
      const asked = await begin(world, person);
      const right = await code();
      const answer = (given) => respond(world, ChallengeName, asked.Session, { USERNAME: person.username, [member]: given });
      for (let guess = 1; guess <= 5; ++guess) assert.equal((await answer(wrongOf(right))).__type, 'CodeMismatchException', `guess ${guess}`);
      assert.deepEqual(await answer(wrongOf(right)), locked);
      assert.deepEqual(await answer(right), locked, 'the right one is told no better');
      assert.deepEqual(await begin(world, person), locked);
      await world.advance('1s');
      assert.ok((await answer(right)).AuthenticationResult);
    }
  });
});

describe('a session', () => {
  it('is good for its client, its pool, its user and its world', async () => {
    const world = server.world('elsewhere');
    const asked = await begin(world, sam);
    const code = await codeFor(world, sam.phone);
    const answer = (where, Session, client, more) => respond(where, 'SMS_MFA', Session, { USERNAME: sam.username, SMS_MFA_CODE: code, ...more }, client);
    assert.deepEqual(await answer(world, asked.Session, { ClientId: 'optionalother' }), invalid, 'another client of the pool');
    assert.deepEqual(await answer(world, asked.Session, required), invalid, 'another pool');
    assert.deepEqual(await answer(world, asked.Session, await createPool(world)), invalid, 'a pool that was made');
    assert.deepEqual(await answer(server.world('elsewhere-else'), asked.Session), invalid, 'another world');
    assert.deepEqual(await answer(world, asked.Session, optional, { USERNAME: max.username }), wrongUser);
    for (const made of ['x'.repeat(20), `${asked.Session}x`, asked.Session.slice(0, -1), asked.Session.replace('.', ''), `.${asked.Session}`, asked.Session.toUpperCase()])
      assert.deepEqual(await answer(world, made), invalid, made);
    assert.deepEqual(await answer(world, undefined), exception('InvalidParameterException', 'Missing required parameter Session'));
    assert.ok((await answer(world, asked.Session)).AuthenticationResult, 'after all that');
    assert.deepEqual(await answer(world, asked.Session), spent);
    const late = await begin(world, sam);
    await world.advance('3m');
    assert.deepEqual(await respond(world, 'SMS_MFA', late.Session, { USERNAME: sam.username, SMS_MFA_CODE: await codeFor(world, sam.phone) }),
      exception('NotAuthorizedException', 'Invalid session for the user, session is expired.'));
  });

  it('takes the answer to what it waits for, and no other', async () => {
    const everything = (USERNAME) => ({ USERNAME, ANSWER: 'SMS_MFA', NEW_PASSWORD: 'Good-Password-1', PASSWORD: 'x', SRP_A: '2', SMS_MFA_CODE: '000000', SMS_OTP_CODE: '000000',
      EMAIL_OTP_CODE: '000000', SOFTWARE_TOKEN_MFA_CODE: '000000', EMAIL: 'x@y.test', DEVICE_KEY: 'eu-central-1_00000000-0000-4000-8000-000000000000' });
    const names = ['SMS_MFA', 'SOFTWARE_TOKEN_MFA', 'EMAIL_OTP', 'SMS_OTP', 'SELECT_MFA_TYPE', 'MFA_SETUP', 'NEW_PASSWORD_REQUIRED', 'PASSWORD', 'PASSWORD_SRP',
      'SELECT_CHALLENGE', 'DEVICE_SRP_AUTH'];
    for (const [person, client, waitsFor] of [[sam, optional, 'SMS_MFA'], [tess, optional, 'SOFTWARE_TOKEN_MFA'], [max, optional, 'SELECT_MFA_TYPE'],
      [tim, optional, 'NEW_PASSWORD_REQUIRED'], [rita, required, 'MFA_SETUP']]) {
      const world = server.world(`order-${waitsFor.toLowerCase().replaceAll('_', '-')}`);
      const asked = await begin(world, person, client);
      assert.equal(asked.ChallengeName, waitsFor);
      for (const name of names.filter((one) => one !== waitsFor))
        isRefused(await respond(world, name, asked.Session, everything(person.username), client), `${name} to ${waitsFor}`);
      for (const operation of ['AssociateSoftwareToken', 'VerifySoftwareToken']) {
        if (waitsFor === 'MFA_SETUP') continue;
        const { status, body } = await call(world, operation, { Session: asked.Session, UserCode: '000000' });
        assert.deepEqual([status, body.__type === 'NotAuthorizedException' || body.__type === 'SoftwareTokenMFANotFoundException'], [400, true], operation);
      }
      const { AccessToken } = { AccessToken: asked.Session };
      assert.equal((await call(world, 'GetUser', { AccessToken })).body.__type, 'NotAuthorizedException', 'and is no token');
      const last = await respond(world, waitsFor, asked.Session, { ...everything(person.username), SMS_MFA_CODE: 'x', SOFTWARE_TOKEN_MFA_CODE: 'x', EMAIL: '' }, client);
      assert.notEqual(last.message, spent.message, 'it waits still');
    }
  });

  it('of setting an app up goes from step to step', async () => {
    const world = server.world('setup');
    const setUp = (operation, body) => call(world, operation, body).then(({ body: answer }) => answer);
    const finish = (Session) => respond(world, 'MFA_SETUP', Session, { USERNAME: rita.username }, required);
    const { Session: first } = await begin(world, rita, required);
    assert.deepEqual(await finish(first), exception('InvalidParameterException', 'User has not verified software token MFA'));
    isRefused(await setUp('VerifySoftwareToken', { Session: first, UserCode: '123456' }), 'nothing was asked for');
    const { Session: second, SecretCode } = await setUp('AssociateSoftwareToken', { Session: first });
    assert.deepEqual(await setUp('AssociateSoftwareToken', { Session: first }), spent);
    assert.deepEqual(await finish(first), spent);
    isRefused(await finish(second), 'it is not verified yet');
    const UserCode = await appIn(world, SecretCode).code();
    const other = server.world('setup-elsewhere');
    assert.deepEqual((await call(other, 'VerifySoftwareToken', { Session: second, UserCode })).body, invalid, 'another world');
    assert.equal((await setUp('VerifySoftwareToken', { Session: second, UserCode: wrongOf(UserCode) })).__type, 'EnableSoftwareTokenMFAException');
    for (const wrong of ['12345', '1234567', 'abcdef', '']) isRefused(await setUp('VerifySoftwareToken', { Session: second, UserCode: wrong }), wrong);
    const { Session: third } = await setUp('VerifySoftwareToken', { Session: second, UserCode });
    assert.deepEqual(await setUp('VerifySoftwareToken', { Session: second, UserCode }), spent);
    assert.deepEqual(await respond(world, 'MFA_SETUP', third, { USERNAME: rita.username }, optional), invalid, 'another pool');
    assert.ok((await finish(third)).AuthenticationResult);
    assert.deepEqual(await finish(third), spent);
  });
});

describe('a first factor', () => {
  const initiate = async (world, more, { ClientId } = choice) =>
    (await call(world, 'InitiateAuth', { ClientId, AuthFlow: 'USER_AUTH', ...more, AuthParameters: { USERNAME: cora.username, ...more.AuthParameters } })).body;
  const hiding = { ClientId: 'choicehiding' };

  it('is one of those that there are', async () => {
    const world = server.world('choices');
    const { Session } = await initiate(world, {});
    const answer = (ANSWER, more) => respond(world, 'SELECT_CHALLENGE', Session, { USERNAME: cora.username, ANSWER, ...more }, choice);
    for (const ANSWER of ['', 'MAGIC', 'SMS_MFA', 'email_otp', 'NEW_PASSWORD_REQUIRED']) assert.equal((await answer(ANSWER)).__type, 'InvalidParameterException', ANSWER);
    assert.equal((await answer('PASSWORD_SRP')).message, 'Missing required parameter SRP_A');
    isRefused(await answer('PASSWORD_SRP', { SRP_A: '0' }), 'a number that proves nothing');
    assert.deepEqual(await answer('PASSWORD', { PASSWORD: 'wrong' }), wrongUser);
  });

  it('of nobody looks like one, and lets nobody in', async () => {
    const world = server.world('nobody');
    const nobody = { AuthParameters: { USERNAME: 'nobody@choice.test', PREFERRED_CHALLENGE: 'EMAIL_OTP' } };
    assert.deepEqual(await initiate(world, nobody), exception('UserNotFoundException', 'User does not exist.'));
    const [made, real] = [await initiate(world, nobody, hiding), await initiate(world, { AuthParameters: { PREFERRED_CHALLENGE: 'EMAIL_OTP' } }, hiding)];
    const { Session, ...shown } = made;
    assert.ok(Session);
    assert.deepEqual(shown, { ChallengeName: 'EMAIL_OTP', AvailableChallenges: ['EMAIL_OTP'],
      ChallengeParameters: { CODE_DELIVERY_DELIVERY_MEDIUM: 'EMAIL', CODE_DELIVERY_DESTINATION: 'n***@c***' } });
    assert.deepEqual(Object.keys(made), Object.keys(real));
    const code = await codeFor(world, cora.username);
    for (const given of [code, '00000000', '']) isRefused(await respond(world, 'EMAIL_OTP', Session, { USERNAME: 'nobody@choice.test', EMAIL_OTP_CODE: given }, hiding), given);
    const { messages } = await world.control('GET', '/mailbox');
    assert.deepEqual(messages.map(({ to }) => to), [cora.username], 'nothing went to nobody');
  });

  it('by signing up is for who signed up, once the code was given', async () => {
    const world = server.world('sign-up');
    const signUp = async (Username) => (await call(world, 'SignUp', { ClientId: choice.ClientId, Username, Password: 'Good-Password-1',
      UserAttributes: [{ Name: 'email', Value: `${Username}@choice.test` }] })).body;
    const [yan, zoe] = [await signUp('yan'), await signUp('zoe')];
    const goOn = (USERNAME, Session) => initiate(world, { Session, AuthParameters: { USERNAME } });
    isRefused(await goOn('zoe', zoe.Session), 'not confirmed yet');
    const confirm = async (Username, Session) => (await call(world, 'ConfirmSignUp',
      { ClientId: choice.ClientId, Username, Session, ConfirmationCode: await codeFor(world, `${Username}@choice.test`) })).body;
    for (const other of [yan.Session, `${zoe.Session}x`, (await initiate(world, {})).Session]) {
      const body = await confirm('zoe', other);
      isRefused(body, 'with a session of something else');
      isRefused(await goOn('yan', yan.Session), 'which opens nothing');
    }
    const { Session } = await confirm('zoe', zoe.Session);
    isRefused(await goOn('yan', Session), 'of another user');
    isRefused(await goOn('yan', yan.Session), 'of a sign-up that is not confirmed');
    isRefused(await goOn(cora.username, Session), 'of somebody who was there before');
    assert.ok((await goOn('zoe', Session)).AuthenticationResult);
    isRefused(await goOn('zoe', Session), 'a second time');
    isRefused(await respond(world, 'SELECT_CHALLENGE', yan.Session, { USERNAME: 'yan', ANSWER: 'EMAIL_OTP' }, choice), 'as a session of a sign-in');
  });
});
