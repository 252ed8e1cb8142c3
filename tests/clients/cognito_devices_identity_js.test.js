// Amazon's client for browsers, in Node: devices that it confirms by itself when somebody signs in, and proves from then on.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { appIn } from './support/authenticator.js';
import { answered, call, codeFor, IdentityJs, sdkClient, told } from './support/cognito.js';
import { devices, dirk, dora, paul, pia, prompts } from './support/second_factors.js';
import { startSecondFactors } from './support/understudy.js';

let server;
before(async () => {
  server = await startSecondFactors();
});
after(() => server.stop());

const keyOf = (client, username) => client.store.getItem(`CognitoIdentityServiceProvider.${client.pool.getClientId()}.${username}.deviceKey`);
const listOf = async (user) => (await told((callbacks) => user.listDevices(10, null, callbacks))).session.Devices;
const codesSentIn = async (world) => (await world.control('GET', '/mailbox')).messages.length;
const noDevice = { name: 'ResourceNotFoundException', code: 'ResourceNotFoundException', message: 'Device does not exist.' };
const remember = (user) => told((callbacks) => user.setDeviceStatusRemembered(callbacks));

/** Signs in with the code that is sent. */
async function signInByCode(world, client, person) {
  const asked = await client.signIn(person);
  assert.ok(asked.mfaRequired, 'a code is asked for');
  const code = await codeFor(world, person.phone);
  return { user: asked.user, ...(await told((callbacks) => asked.user.sendMFACode(code, callbacks))) };
}

describe('a pool that remembers devices', () => {
  it('knows one from the first sign-in on, asks it for its proof, and for no code', async () => {
    const world = server.world('always');
    const client = new IdentityJs(world, devices);
    const first = await signInByCode(world, client, dora);
    assert.equal('mustConfirm' in first, false);
    const key = keyOf(client, dora.username);
    assert.match(key, /^eu-central-1_[0-9a-f-]{36}$/);
    assert.equal(first.session.getAccessToken().payload.device_key, key);
    const before = await codesSentIn(world);

    for (let turn = 0; turn < 3; ++turn) {
      const { session } = await client.signIn(dora);
      assert.equal(session.getAccessToken().payload.device_key, key);
    }
    assert.equal(await codesSentIn(world), before);
    assert.ok((await client.signIn(dora, 'USER_PASSWORD_AUTH')).session, 'by the plain password, too');
    assert.ok((await new IdentityJs(world, devices).signIn(dora)).mfaRequired, 'another device is asked for a code');
  });

  it('shows its users their devices', async () => {
    const world = server.world('list');
    await world.control('POST', '/clock/freeze', { at: '2026-11-03T04:05:06Z' });
    const here = new IdentityJs(world, devices);
    const { user } = await here.signIn(dirk);
    await world.advance('1m');
    const there = new IdentityJs(world, devices);
    await there.signIn(dirk);
    const all = await listOf(user);
    assert.deepEqual(all.map(({ DeviceKey }) => DeviceKey).sort(), [keyOf(here, dirk.username), keyOf(there, dirk.username)].sort());
    const { DeviceAttributes, ...dates } = all.find(({ DeviceKey }) => DeviceKey === keyOf(here, dirk.username));
    assert.deepEqual(dates, { DeviceKey: keyOf(here, dirk.username), DeviceCreateDate: 1793678706, DeviceLastModifiedDate: 1793678706,
      DeviceLastAuthenticatedDate: 1793678706 });
    assert.deepEqual(DeviceAttributes.map(({ Name }) => Name), ['device_status', 'device_name', 'last_ip_used']);
    const shown = await told((callbacks) => user.getDevice(callbacks));
    assert.deepEqual(shown.session.Device, { DeviceAttributes, ...dates });

    await world.advance('10m');
    await here.signIn(dirk);
    const seen = (await listOf(user)).find(({ DeviceKey }) => DeviceKey === keyOf(here, dirk.username));
    assert.equal(seen.DeviceLastAuthenticatedDate, 1793678706 + 660);
  });

  it('takes a device that was forgotten for a new one, at the next sign-in', async () => {
    const world = server.world('forget');
    const client = new IdentityJs(world, devices);
    const { user } = await signInByCode(world, client, dora);
    const key = keyOf(client, dora.username);
    assert.equal((await told((callbacks) => user.forgetDevice(callbacks))).session, 'SUCCESS');
    assert.equal(keyOf(client, dora.username), null);
    assert.deepEqual(await listOf(user), []);
    await signInByCode(world, client, dora);
    assert.notEqual(keyOf(client, dora.username), key);
  });

  it('has the client forget a key that is good no longer, and try again', async () => {
    const world = server.world('forgotten-elsewhere');
    const client = new IdentityJs(world, devices);
    await signInByCode(world, client, dora);
    const DeviceKey = keyOf(client, dora.username);
    await sdkClient(world).adminForgetDevice({ UserPoolId: devices.UserPoolId, Username: dora.username, DeviceKey });
    const { user, session } = await signInByCode(world, client, dora);
    assert.ok(session.isValid());
    assert.notEqual(keyOf(client, dora.username), DeviceKey);
    assert.equal((await listOf(user)).length, 1);
    await assert.rejects(told((callbacks) => user.forgetSpecificDevice(DeviceKey, callbacks)), noDevice);
  });

  it('refreshes with the device that the token was given to, as long as it is there', async () => {
    const world = server.world('refresh');
    const client = new IdentityJs(world, devices);
    const { user, session } = await signInByCode(world, client, dora);
    await world.advance('10s');
    const fresh = await answered((done) => user.refreshSession(session.getRefreshToken(), done));
    assert.equal(fresh.getAccessToken().payload.device_key, keyOf(client, dora.username));
    const refresh = async (DEVICE_KEY) => (await call(world, 'InitiateAuth', { AuthFlow: 'REFRESH_TOKEN_AUTH', ClientId: devices.ClientId,
      AuthParameters: { REFRESH_TOKEN: session.getRefreshToken().getToken(), ...(DEVICE_KEY && { DEVICE_KEY }) } })).body;
    const invalid = { __type: 'NotAuthorizedException', message: 'Invalid Refresh Token' };
    assert.deepEqual(await refresh(), invalid);
    assert.deepEqual(await refresh('eu-central-1_00000000-0000-4000-8000-000000000000'), invalid);
    const key = keyOf(client, dora.username);
    assert.ok((await refresh(key)).AuthenticationResult);
    await told((callbacks) => user.forgetDevice(callbacks));
    assert.equal((await refresh(key)).__type, 'NotAuthorizedException');
  });
});

describe('a pool that remembers devices when their users say so', () => {
  it('is told to, and not to', async () => {
    const world = server.world('prompt');
    const client = new IdentityJs(world, prompts);
    const first = await client.signIn(paul);
    assert.equal(first.mustConfirm, true, 'the user is to be asked');
    const { user } = first;
    assert.deepEqual(await listOf(user), [], 'nothing is remembered yet');
    await assert.rejects(told((callbacks) => user.getDevice(callbacks)), noDevice);
    const key = keyOf(client, paul.username);
    assert.equal((await remember(user)).session, 'SUCCESS');
    assert.deepEqual((await listOf(user)).map(({ DeviceKey }) => DeviceKey), [key]);
    const again = await client.signIn(paul);
    assert.deepEqual(['mustConfirm' in again, again.session.getAccessToken().payload.device_key], [false, key]);
    assert.equal((await told((callbacks) => again.user.setDeviceStatusNotRemembered(callbacks))).session, 'SUCCESS');
    assert.deepEqual(await listOf(again.user), []);
    const third = await client.signIn(paul);
    assert.deepEqual(['mustConfirm' in third, keyOf(client, paul.username)], [false, key], 'it is known, and no new one');
  });

  it('asks for the second factor as long as they do not', async () => {
    const world = server.world('beside');
    const client = new IdentityJs(world, prompts);
    const app = appIn(world, pia.secret);
    for (const mustConfirm of [true, undefined]) {
      const { user, totpRequired } = await client.signIn(pia);
      assert.ok(totpRequired);
      const code = await app.nextCode();
      const done = await told((callbacks) => user.sendMFACode(code, callbacks, 'SOFTWARE_TOKEN_MFA'));
      assert.equal(done.mustConfirm, mustConfirm, 'asked of a new device');
      assert.equal(done.session.getAccessToken().payload.device_key, keyOf(client, pia.username));
    }
  });
});
