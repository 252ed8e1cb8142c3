// SRP sign-ins by the hundred, with names and passwords of many scripts, until every number that goes through a hash was
// of every shape that its bytes can have: long and short, with an odd digit, and with what looks like a sign.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { createSrpSession, signSrpSession, wrapAuthChallenge, wrapInitiateAuth } from 'cognito-srp-helper';
import { anna, call, sunny } from './support/cognito.js';
import { agreement, publicValue, secretOf, shapeOf, shapesOf } from './support/srp.js';
import { startGallery } from './support/understudy.js';

let server;
before(async () => {
  server = await startGallery('user-pools');
});
after(() => server.stop());

const { UserPoolId, ClientId } = sunny;
const poolName = UserPoolId.split('_')[1];

/** Numbers that look random and are the same in each run. */
function numbersFrom(seed) {
  let count = 0;
  const next = () => createHash('sha256').update(`${seed} ${count++}`).digest();
  return { below: (limit) => next().readUInt32BE() % limit, exponent: () => BigInt(`0x${next().toString('hex')}`) };
}

/** A session of the helper's own, with another number than the 1,024 bits that it would spend its time on. */
const sessionWith = (session, a, A) => ({ ...session, smallA: a.toString(16), largeA: A.toString(16) });

async function accepted(world, operation, body) {
  const { status, body: answer } = await call(world, operation, body);
  assert.equal(status, 200, `${operation}: ${JSON.stringify(answer)}`);
  return answer;
}

const initiate = (world, session) => accepted(world, 'InitiateAuth',
  wrapInitiateAuth(session, { ClientId, AuthFlow: 'USER_SRP_AUTH', AuthParameters: { USERNAME: session.username } }));

async function prove(world, session, challenge) {
  const signed = signSrpSession(session, challenge);
  const { AuthenticationResult } = await accepted(world, 'RespondToAuthChallenge', wrapAuthChallenge(signed,
    { ClientId, ChallengeName: 'PASSWORD_VERIFIER', ChallengeResponses: { USERNAME: challenge.ChallengeParameters.USER_ID_FOR_SRP } }));
  assert.equal(AuthenticationResult.TokenType, 'Bearer');
}

const scripts = [
  'abcXYZ019-_.', 'äöüßÄÉñøåçİıſ', 'αβγΔΣς', 'дёжЯЩЪ', 'אבגשלום', 'مرحباكيف', 'नमस्तेक्षि', 'กขฃน้ำ', '漢字仮名交', '한국어읽기', 'ꦗꦮ', '🐢🦊👩🚀🏳🌈',
  '€£∑√≠†‡', 'e\u0301a\u0308o\u0302', '𝔘𝔫𝔡𝔢𝔯',
].map((script) => [...script]);

/** A name or password of one script, or of all of them. */
function text(numbers, longest) {
  const script = scripts[numbers.below(scripts.length + 1)] ?? scripts.flat();
  return Array.from({ length: 1 + numbers.below(longest) }, () => script[numbers.below(script.length)]).join('');
}

describe('SRP', () => {
  it('lets in a hundred users, whatever script their names and passwords are of', async () => {
    const world = server.world('scripts');
    const numbers = numbersFrom('scripts');
    const template = createSrpSession(anna.username, anna.password, UserPoolId, false);
    for (let index = 0; index < 100; ++index) {
      const username = `${index}${text(numbers, 12)}`;
      const password = `Aaa-111!${text(numbers, 40)}`;
      await accepted(world, 'AdminCreateUser', { UserPoolId, Username: username, MessageAction: 'SUPPRESS' });
      await accepted(world, 'AdminSetUserPassword', { UserPoolId, Username: username, Password: password, Permanent: true });
      const a = numbers.exponent();
      const session = sessionWith({ ...template, username, password }, a, publicValue(a));
      await prove(world, session, await initiate(world, session));
    }
  });

  it('lets in by numbers of every shape', async () => {
    const world = server.world('shapes');
    const numbers = numbersFrom('shapes');
    const template = createSrpSession(anna.username, anna.password, UserPoolId, false);
    const missing = new Set(['A', 'B', 'u', 'S'].flatMap((name) => ['short', 'odd', 'signed'].map((shape) => `${name} ${shape}`)));
    let x, gx, tried = 0;

    while (missing.size > 0) {
      assert.ok(++tried <= 5000, `no sign-in was of these shapes: ${[...missing]}`);
      let a = numbers.exponent(), A = publicValue(a);
      // The client's own number costs no request.
      while (missing.has('A short') && !shapeOf(A, 384).includes('short')) [a, A] = [a + 1n, publicValue(a + 1n)];
      const session = sessionWith(template, a, A);
      const challenge = await initiate(world, session);
      x ??= secretOf(poolName, challenge.ChallengeParameters, anna.password);
      gx ??= publicValue(x);
      const B = BigInt(`0x${challenge.ChallengeParameters.SRP_B}`);
      const shapes = shapesOf({ A, B, ...agreement(a, A, B, x, gx) });
      if (!shapes.some((shape) => missing.has(shape))) continue;
      await prove(world, session, challenge);
      shapes.forEach((shape) => missing.delete(shape));
    }
  });
});
