// epilot's users by epilot's own clients: signing up, invitations, forgotten passwords and changed addresses, with the mails
// between, and each time a sign-in by @epilot/auth. What is answered is held against the API's own description.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, afterEach, before, describe, it } from 'node:test';
import { authenticate } from '@epilot/auth';
import { refusalOf, userClient } from './support/epilot.js';
import { repliesOf } from './support/openapi.js';
import { startGallery } from './support/understudy.js';

const require = createRequire(import.meta.url);
const userApi = require('@epilot/user-client').getClient();  // the one that @epilot/auth asks
const { fetch } = globalThis;
const isDescribed = repliesOf('user');

let server;
before(async () => {
  server = await startGallery('several-tenants');
});
after(() => server.stop());
afterEach(() => {
  globalThis.fetch = fetch;
});

/** Signs in by the password, as @epilot/auth does whose host of Cognito is fixed: a client of the User API. */
async function signIn(world, username, password) {
  userApi.defaults.baseURL = world.baseUrl;
  globalThis.fetch = (url, options) => fetch(/^https:\/\/cognito-idp\.[\w-]+\.amazonaws\.com\/$/.test(url) ? world.baseUrl : url, options);
  const credentials = await authenticate({ username, password });
  const client = userClient(world);
  credentials.configureClient(client);
  return client;
}

/** The newest mail to somebody. */
async function mailTo(world, to, kind) {
  const { messages } = await world.control('GET', `/mailbox?${new URLSearchParams({ to, kind, wait: '5s', limit: '1' })}`);
  assert.ok(messages[0]?.code, `no mail for ${to}`);
  return messages[0];
}

/** The token of a mail, as a person brings it back: by the link. */
const tokenOf = ({ link }) => new URL(link).searchParams.get('token');

async function post(world, path, body) {
  const response = await fetch(`${world.baseUrl}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  return { status: response.status, data: await response.json() };
}

describe("epilot's users", () => {
  it('sign up, and own the new organization', async () => {
    const world = server.world('sign-up');
    const { status, data } = await userClient(world).signUpUser(null, {
      organization_detail: { type: 'Vendor', name: 'Sun & Co', pricing_tier: 'professional', email: 'info@sun.test' },
      user_detail: { full_name: 'Sam Sun', email: 'sam@sun.test', password: 'Sam-Password-1' },
    });
    assert.equal(status, 200);
    isDescribed('signUpUser', 200, data);
    assert.deepEqual([data.user.roles, data.user.organization_id], [['Owner'], data.organization.id]);
    const sam = await signIn(world, 'sam@sun.test', 'Sam-Password-1');
    assert.equal((await sam.getMeV2()).data.id, data.user.id);
    assert.equal((await sam.inviteUser(null, { email: 'new@sun.test', roles: [`${data.organization.id}:owner`] })).status, 201);
  });

  it('are invited, accept, and sign in with the password that they chose', async () => {
    const world = server.world('invitation');
    const boss = await signIn(world, 'boss@nordwind.test', 'Nordwind-1');
    const { status, data: invited } = await boss.inviteUser(null, { email: 'new@nordwind.test', language: 'de', roles: ['100201:manager'] });
    assert.deepEqual([status, invited.status], [201, 'Pending']);
    isDescribed('inviteUser', 201, invited);

    const token = tokenOf(await mailTo(world, 'new@nordwind.test', 'epilot_invitation'));
    assert.equal(token, invited.token);
    const { data: checked } = await userClient(world).checkInviteToken({ token });
    isDescribed('checkInviteToken', 200, checked);
    assert.deepEqual([checked.invitation_org_name, checked.invitee_user_id], ['Nordwind Utility', invited.id]);

    await userClient(world).activateUser({ token }, { display_name: 'Nia New', password: 'Nia-Password-1' });
    const nia = await signIn(world, 'new@nordwind.test', 'Nia-Password-1');
    const { data: me } = await nia.getMeV2();
    isDescribed('getMeV2', 200, me);
    assert.deepEqual([me.display_name, me.status, me.preferred_language], ['Nia New', 'Active', 'de']);
    assert.equal((await refusalOf(nia.inviteUser(null, { email: 'other@nordwind.test' }))).status, 403, 'a manager invites nobody');
    assert.equal((await refusalOf(userClient(world).activateUser({ token }, { password: 'Nia-Password-2' }))).status, 404);
  });

  it('turn an invitation down', async () => {
    const world = server.world('rejection');
    const { invitations } = await world.credentials();
    assert.equal(invitations[0].token, 'willkommen-bei-suedlicht');
    const { data } = await userClient(world).rejectInvite({ token: invitations[0].token });
    assert.deepEqual(data, { success: true });
    assert.equal((await refusalOf(userClient(world).checkInviteToken({ token: invitations[0].token }))).status, 404);
  });

  it('set a new password by the link that was mailed', async () => {
    const world = server.world('reset');
    const email = 'boss@nordwind.test';
    for (const address of [email, 'nobody@nordwind.test']) {
      const { status, data } = await post(world, '/v2/users/public/requestPasswordReset', { email: address });
      assert.equal(status, 200);
      isDescribed('requestPasswordReset', 200, data);
    }
    const link = new URL((await mailTo(world, email, 'epilot_password_reset')).link);
    assert.equal(link.searchParams.get('email'), email);
    const token = link.searchParams.get('token');
    const weak = await post(world, '/v2/users/public/resetPassword', { email, token, password: 'Weak' });
    isDescribed('resetPassword', 400, weak.data);
    assert.deepEqual(weak.data.violations, ['too_short', 'missing_number', 'missing_symbol']);
    const set = await post(world, '/v2/users/public/resetPassword', { email, token, password: 'Nordwind-2' });
    isDescribed('resetPassword', 200, set.data);
    const again = await post(world, '/v2/users/public/resetPassword', { email, token, password: 'Nordwind-3' });
    isDescribed('resetPassword', 400, again.data);
    assert.equal(again.data.error, 'INVALID_RESET_LINK');
    await assert.rejects(signIn(world, email, 'Nordwind-1'), { message: 'InvalidPassword' });
    assert.equal((await (await signIn(world, email, 'Nordwind-2')).getMeV2()).data.email, email);
  });

  it('change their address once the new one is confirmed', async () => {
    const world = server.world('address');
    const boss = await signIn(world, 'boss@nordwind.test', 'Nordwind-1');
    const { data: me } = await boss.getMeV2();
    const { data: changed } = await boss.updateUserV2(me.id, { email: 'boss@new.test', display_name: 'The boss' });
    isDescribed('updateUserV2', 200, changed);
    assert.deepEqual([changed.email, changed.draft_email, changed.display_name], ['boss@nordwind.test', 'boss@new.test', 'The boss']);
    const token = tokenOf(await mailTo(world, 'boss@new.test', 'epilot_email_change'));
    await userClient(world).verifyEmailWithToken({ token }, { password: 'Nordwind-1' });
    assert.equal((await (await signIn(world, 'boss@new.test', 'Nordwind-1')).getMeV2()).data.email, 'boss@new.test');
  });

  it('are listed, told and deleted', async () => {
    const world = server.world('list');
    const boss = await signIn(world, 'boss@nordwind.test', 'Nordwind-1');
    const { data: list } = await boss.listUsersV2({ query: 'lena', limit: 10 });
    isDescribed('listUsersV2', 200, list);
    const [lena] = list.results;
    assert.deepEqual([list.results.length, lena.email], [1, 'lena@helpdesk.test']);
    assert.deepEqual((await boss.getUserV2(lena.id)).data, lena);
    isDescribed('listUsers', 200, (await boss.listUsers()).data);
    const { data: deleted } = await boss.deleteUserV2(lena.id);
    isDescribed('deleteUserV2', 200, deleted);
    assert.equal((await boss.listUsersV2()).data.results.length, 1);
  });

  it('switch to another organization of theirs', async () => {
    const world = server.world('switch');
    const lena = await signIn(world, 'lena@helpdesk.test', 'Lena-at-Helpdesk-1');
    const { data } = await lena.switchOrganization(null, { org_id: '100201' });
    isDescribed('switchOrganization', 200, data);
    assert.equal((await refusalOf(lena.switchOrganization(null, { org_id: '999999' }))).status, 403);
  });
});
