// Codes of authenticator apps, as Debian's oathtool computes them, at the edges of the time in which they are good.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { codeOfApp } from './support/authenticator.js';
import { call } from './support/cognito.js';
import { max, nora, optional, tess } from './support/second_factors.js';
import { startSecondFactors } from './support/understudy.js';

let server;
before(async () => {
  server = await startSecondFactors({ cognito: { lock_out: false } });  // each wrong code is judged by itself
});
after(() => server.stop());

const { ClientId } = optional;
const start = Date.parse('2026-11-03T04:05:00Z');  // a step of 30 seconds begins
const wrong = { __type: 'CodeMismatchException', message: 'Invalid code received for user' };
const used = { __type: 'ExpiredCodeException', message: 'Your software token has already been used once.' };

/** A fresh world that stands still, so many seconds after the beginning of a step. */
async function standing(name, seconds) {
  const world = server.world(name);
  await world.control('POST', '/clock/freeze', { at: new Date(start + seconds * 1000).toISOString() });
  return world;
}

/** What becomes of a code at a fresh sign-in. */
async function signIn(world, { username, password }, code) {
  const begun = await call(world, 'InitiateAuth',
    { ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: username, PASSWORD: password } });
  assert.equal(begun.body.ChallengeName, 'SOFTWARE_TOKEN_MFA');
  const { body } = await call(world, 'RespondToAuthChallenge', { ClientId, ChallengeName: 'SOFTWARE_TOKEN_MFA', Session: begun.body.Session,
    ChallengeResponses: { USERNAME: username, SOFTWARE_TOKEN_MFA_CODE: code } });
  return body;
}

const isTaken = (body, about) => assert.ok(body.AuthenticationResult, `${about}: ${JSON.stringify(body)}`);
const codeAt = (secret, seconds) => codeOfApp(secret, start + seconds * 1000);

// Of an app whose clock is off: the step before and the one after are taken, whatever second of a step it is here.
const edges = [
  { here: 0, taken: [-30, -1, 0, 29, 30, 59], refused: [-3600, -60, -31, 60, 89, 3600] },
  { here: 29, taken: [-59, -30, -29, 0, 1, 30], refused: [-89, -60, 31, 60] },
  { here: 29.999, taken: [-59.999, 0, 0.001, 30], refused: [-60, 30.001] },
];

describe('the code of an app', () => {
  it('is good from half a minute before to half a minute after its own', async () => {
    for (const { here, taken, refused } of edges) {
      for (const off of taken) {
        const world = await standing(`taken-${here}-${off}`.replaceAll('.', '-'), here);
        isTaken(await signIn(world, tess, codeAt(tess.secret, here + off)), `${off} s off at second ${here}`);
      }
      const world = await standing(`refused-${here}`.replaceAll('.', '-'), here);
      for (const off of refused)
        assert.deepEqual(await signIn(world, tess, codeAt(tess.secret, here + off)), wrong, `${off} s off at second ${here}`);
    }
  });

  it('is good once, also after the clock was set back', async () => {
    const world = await standing('once', 0);
    const codes = [-30, 0, 30].map((seconds) => codeAt(tess.secret, seconds));
    for (const code of [codes[1], codes[2], codes[0]]) isTaken(await signIn(world, tess, code), code);
    for (const seconds of [0, 29, -30, 30, 0]) {
      await world.setClock(new Date(start + seconds * 1000).toISOString());
      for (const code of codes) {
        const body = await signIn(world, tess, code);
        assert.ok([used.__type, wrong.__type].includes(body.__type), `${code}: ${JSON.stringify(body)}`);
      }
    }
    assert.deepEqual(await signIn(world, tess, codes[1]), used);
    assert.deepEqual(await signIn(await standing('once-elsewhere', 0), tess, 'x'), wrong, 'another world');
    isTaken(await signIn(await standing('once-elsewhere-right', 0), tess, codes[1]), 'knows nothing of it');
  });

  it('keeps its zeros', async () => {
    let seconds = 0;
    while (!codeAt(tess.secret, seconds).startsWith('0')) seconds += 30;
    const code = codeAt(tess.secret, seconds);
    const world = await standing('zeros', seconds);
    for (const other of [code.slice(1), `${Number(code)}`, `${code} `, ` ${code}`, `0${code}`, code.replaceAll('0', '٠')])
      assert.equal((await signIn(world, tess, other)).__type, 'CodeMismatchException', other);
    isTaken(await signIn(world, tess, code), code);
  });

  it('is that of the app that was set up last', async () => {
    const world = await standing('replaced', 0);
    const begun = await call(world, 'InitiateAuth', { ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: nora.username, PASSWORD: nora.password } });
    const { AccessToken } = begun.body.AuthenticationResult;
    const associate = async () => (await call(world, 'AssociateSoftwareToken', { AccessToken })).body.SecretCode;
    const verify = async (UserCode) => (await call(world, 'VerifySoftwareToken', { AccessToken, UserCode })).body;
    const [first, second] = [await associate(), await associate()];
    const mismatch = { __type: 'EnableSoftwareTokenMFAException', message: 'Code mismatch and fail enable Software Token MFA' };
    assert.deepEqual(await verify(codeAt(first, 0)), mismatch, 'another was asked for since');
    for (const { here, refused } of edges) {
      await world.setClock(new Date(start + here * 1000).toISOString());
      for (const off of refused) assert.deepEqual(await verify(codeAt(second, here + off)), mismatch, `${off} s off at second ${here}`);
    }
    await world.setClock(new Date(start).toISOString());
    assert.deepEqual(await verify(codeAt(second, 30)), { Status: 'SUCCESS' });
    const SoftwareTokenMfaSettings = { Enabled: true };
    assert.equal((await call(world, 'SetUserMFAPreference', { AccessToken, SoftwareTokenMfaSettings })).status, 200);
    assert.deepEqual(await signIn(world, nora, codeAt(second, 30)), used, 'what verified it');
    isTaken(await signIn(world, nora, codeAt(second, 0)), 'the step before');

    const third = await associate();
    isTaken(await signIn(world, nora, codeAt(second, -30)), 'the one before is there until the new one is verified');
    assert.deepEqual(await verify(codeAt(third, 0)), { Status: 'SUCCESS' });
    await world.advance('1m');
    assert.deepEqual(await signIn(world, nora, codeAt(second, 60)), wrong);
    isTaken(await signIn(world, nora, codeAt(third, 60)), 'the new one');
  });

  it('of somebody else is wrong', async () => {
    const world = await standing('others', 0);
    assert.deepEqual(await signIn(world, tess, codeAt(max.secret, 0)), wrong);
    isTaken(await signIn(world, tess, codeAt(tess.secret, 0)), 'their own');
  });
});
