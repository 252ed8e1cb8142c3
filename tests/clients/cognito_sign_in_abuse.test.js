// Sign-ins that are not what they pretend: numbers that prove nothing, proofs of another moment, sessions of somebody else.
import assert from 'node:assert/strict';
import { getDiffieHellman } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { createSrpSession, signSrpSession, wrapAuthChallenge, wrapInitiateAuth } from 'cognito-srp-helper';
import { anna, call, createPool, sunny, sunnyBackend, secretHash } from './support/cognito.js';
import { startGallery } from './support/understudy.js';

let server;
before(async () => {
  server = await startGallery('user-pools');
});
after(() => server.stop());

const { UserPoolId, ClientId } = sunny;
const template = createSrpSession(anna.username, anna.password, UserPoolId, false);
const wrong = { __type: 'NotAuthorizedException', message: 'Incorrect username or password.' };

const initiate = (world, SRP_A, USERNAME = anna.username) =>
  call(world, 'InitiateAuth', { ClientId, AuthFlow: 'USER_SRP_AUTH', AuthParameters: { USERNAME, SRP_A } });

/** A challenge, and the right answer to it; `more` replaces members of the session that signs. */
async function challenge(world, more = {}) {
  const session = { ...template, ...more };
  const { body } = await call(world, 'InitiateAuth',
    wrapInitiateAuth(session, { ClientId, AuthFlow: 'USER_SRP_AUTH', AuthParameters: { USERNAME: anna.username } }));
  return wrapAuthChallenge(signSrpSession(session, body), { ClientId, ChallengeName: 'PASSWORD_VERIFIER', ChallengeResponses: { USERNAME: anna.username } });
}

const answer = async (world, request, more = {}) =>
  (await call(world, 'RespondToAuthChallenge', { ...request, ChallengeResponses: { ...request.ChallengeResponses, ...more } })).body;

describe('SRP_A', () => {
  const N = BigInt(`0x${getDiffieHellman('modp15').getPrime('hex')}`);

  it('that is 0 modulo N proves nothing, whatever it looks like', async () => {
    const world = server.world('zero');
    const values = [0n, N, 2n * N, 3n * N, N << 64n].map((number) => number.toString(16));
    for (const value of [...values, ...values.map((value) => `0000${value}`.toUpperCase()), '00'.repeat(384)]) {
      const { status, body } = await initiate(world, value);
      assert.deepEqual([status, body.__type], [400, 'InvalidParameterException'], value.slice(0, 40));
    }
  });

  it('that is no number, or longer than N, is refused', async () => {
    const world = server.world('long');
    const long = ['f', '0', '7'].map((digit) => digit.repeat(1_000_000));
    for (const value of ['', 'x', '-1', '0x1f', ' 1f', '1f\n', '१२३', 'f'.repeat(1537), `1${'0'.repeat(768)}`, ...long]) {
      const { status, body } = await initiate(world, value);
      assert.deepEqual([status, body.__type], [400, 'InvalidParameterException'], value.slice(0, 40));
    }
  });

  it('of one digit is a number', async () => {
    const { body } = await initiate(server.world('short'), '2');
    assert.equal(body.ChallengeName, 'PASSWORD_VERIFIER');
    assert.equal('Session' in body, false, 'the original sends none here');
  });
});

describe('a proof', () => {
  it('that is wrong by a bit is wrong', async () => {
    const world = server.world('bit');
    for (const bit of [0, 100, 255]) {
      const right = await challenge(world);
      const bytes = Buffer.from(right.ChallengeResponses.PASSWORD_CLAIM_SIGNATURE, 'base64');
      bytes[bit >> 3] ^= 1 << (bit & 7);
      assert.deepEqual(await answer(world, right, { PASSWORD_CLAIM_SIGNATURE: bytes.toString('base64') }), wrong);
    }
    await world.advance('1h');  // so that no lock comes of it
    for (const PASSWORD_CLAIM_SIGNATURE of ['x', 'AAAA', '===='])
      assert.deepEqual(await answer(world, await challenge(world), { PASSWORD_CLAIM_SIGNATURE }), wrong);
    assert.ok((await answer(world, await challenge(world))).AuthenticationResult);
  });

  it('is good once, for its client, its user and its world, and for a few minutes', async () => {
    const world = server.world('once');
    const right = await challenge(world);
    assert.ok((await answer(world, right)).AuthenticationResult);
    assert.deepEqual(await answer(world, right), wrong, 'a second time');

    const guessed = await challenge(world);
    assert.deepEqual(await answer(world, guessed, { PASSWORD_CLAIM_SIGNATURE: 'AAAA' }), wrong);
    assert.deepEqual(await answer(world, guessed), wrong, 'after a wrong answer');

    const other = await challenge(world);
    const SECRET_HASH = secretHash(sunnyBackend, anna.username);
    assert.deepEqual(await answer(world, { ...other, ClientId: sunnyBackend.ClientId }, { SECRET_HASH }), wrong, 'from another client');
    assert.deepEqual(await answer(world, other, { USERNAME: 'ben@sunny.test' }), wrong, 'for another user');
    assert.deepEqual(await answer(server.world('once-elsewhere'), other), wrong, 'in another world');
    const { PASSWORD_CLAIM_SECRET_BLOCK } = (await challenge(world)).ChallengeResponses;
    assert.deepEqual(await answer(world, other, { PASSWORD_CLAIM_SECRET_BLOCK }), wrong, 'with the block of another');
    for (const block of ['', 'AAAA', '!!', Buffer.from('x'.repeat(2000)).toString('base64')])
      assert.match((await answer(world, other, { PASSWORD_CLAIM_SECRET_BLOCK: block })).__type, /^(NotAuthorized|InvalidParameter)Exception$/);
    const late = await challenge(world);
    await world.advance('3m');
    assert.deepEqual(await answer(world, late), wrong, 'too late');
  });

  it('is over the time as the original writes it', async () => {
    const world = server.world('timestamp');
    const malformed = { __type: 'InvalidParameterException', message: 'TIMESTAMP format should be EEE MMM d HH:mm:ss z yyyy in english.' };
    for (const [timestamp, expected] of [
      ['Tue Nov 3 04:05:06 UTC 2026', undefined],
      ['Sat Feb 29 23:59:59 UTC 2020', undefined],
      ['Sat Sep 05 04:05:06 UTC 2026', wrong],
      ['Mon Nov 3 04:05:06 UTC 2026', wrong],
      ['Tue Nov 3 4:05:06 UTC 2026', wrong],
      ['Sat Feb 17 04:03:00 IST 2024', wrong],
      ['Sat Feb 17 24:03:00 UTC 2024', malformed],
      ['Sat Feb 17 04:03:00 +05:30 2024', malformed],
      ['Die Nov 3 04:05:06 UTC 2026', malformed],
      ['mar. nov. 3 04:05:06 UTC 2026', malformed],
      ['2026-11-03T04:05:06Z', malformed],
      ['1795865382', malformed],
      ['x', malformed],
    ]) {
      const body = await answer(world, await challenge(world, { timestamp }));
      if (expected) assert.deepEqual(body, expected, timestamp);
      else assert.ok(body.AuthenticationResult, timestamp);
      await world.advance('20m');  // so that no lock comes of it
    }
  });
});

describe('a session', () => {
  const ben = { USERNAME: 'ben@sunny.test', PASSWORD: 'Temporary-1' };
  const begin = async (world) =>
    (await call(world, 'InitiateAuth', { ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: ben })).body;

  async function finish(world, Session, { client = sunny, name = ben.USERNAME, ChallengeName = 'NEW_PASSWORD_REQUIRED', ...more } = {}) {
    const proof = client.secret && { SECRET_HASH: secretHash(client, name) };
    const ChallengeResponses = { USERNAME: name, NEW_PASSWORD: 'Bens-Password-1', ...proof, ...more };
    return (await call(world, 'RespondToAuthChallenge', { ClientId: client.ClientId, ChallengeName, Session, ChallengeResponses })).body;
  }

  const refusal = (message) => ({ __type: 'NotAuthorizedException', message });
  const isRefused = (body, about) => assert.equal(body.__type, 'NotAuthorizedException', about);

  it('is good once, for its user, its client and its world, and for a few minutes', async () => {
    const world = server.world('session');
    const { Session } = await begin(world);
    isRefused(await finish(world, Session, { name: anna.username }), 'of another user');
    isRefused(await finish(world, Session, { client: sunnyBackend }), 'of another client');
    isRefused(await finish(server.world('session-elsewhere'), Session), 'of another world');
    isRefused(await finish(world, Session, { client: await createPool(world) }), 'of another pool');
    for (const made of ['x'.repeat(20), `${Session}x`, Session.slice(0, -1), Session.toUpperCase()]) isRefused(await finish(world, made), made);
    assert.equal((await finish(world, Session, { ChallengeName: 'PASSWORD_VERIFIER' })).message, 'Missing required parameter PASSWORD_CLAIM_SECRET_BLOCK');
    assert.equal((await finish(world, Session, { NEW_PASSWORD: 'weak' })).__type, 'InvalidPasswordException');
    assert.ok((await finish(world, Session)).AuthenticationResult, 'after all that');
    assert.deepEqual(await finish(world, Session), refusal('Invalid session for the user, session can only be used once.'));
  });

  it('has its time', async () => {
    const world = server.world('late-session');
    const { Session } = await begin(world);
    await world.advance('3m');
    assert.deepEqual(await finish(world, Session), refusal('Invalid session for the user, session is expired.'));
    assert.deepEqual(await finish(world, undefined), { __type: 'InvalidParameterException', message: 'Missing required parameter Session' });
  });

  it('of a temporary password is none of tokens', async () => {
    const world = server.world('no-tokens');
    const begun = await begin(world);
    assert.equal('AuthenticationResult' in begun, false);
    assert.equal((await call(world, 'GetUser', { AccessToken: begun.Session })).body.__type, 'NotAuthorizedException');
    for (const ChallengeName of ['SMS_MFA', 'SOFTWARE_TOKEN_MFA', 'MFA_SETUP', 'SELECT_CHALLENGE', 'CUSTOM_CHALLENGE', 'DEVICE_SRP_AUTH', 'PASSWORD']) {
      const body = await finish(world, begun.Session, { ChallengeName, SMS_MFA_CODE: '000000', ANSWER: 'x', PASSWORD: ben.PASSWORD });
      assert.equal('AuthenticationResult' in body, false, ChallengeName);
      assert.ok(body.__type, ChallengeName);
    }
  });
});
