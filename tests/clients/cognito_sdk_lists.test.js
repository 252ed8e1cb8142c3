// What the AWS SDK lists: users by filters, and all lists page by page, through its own paginators.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import * as sdk from '@aws-sdk/client-cognito-identity-provider';
import { attributesOf, createPool, sdkClient, sunny } from './support/cognito.js';
import { judgeReplies } from './support/cognito_model.js';
import { startGallery } from './support/understudy.js';

let server;
before(async () => {
  server = await startGallery('user-pools');
});
after(() => server.stop());

const enter = (name) => {
  const world = server.world(name);
  return { world, client: judgeReplies(sdkClient(world)) };
};

describe('ListUsers', () => {
  const users = {
    Anna: { email: 'ANNA@list.test', given_name: 'Anna', family_name: 'Ämter' },
    anna2: { email: 'anna2@list.test', given_name: 'Anna', family_name: 'Zebra "Z"' },
    ben: { email: 'ben@list.test', phone_number: '+4930123', preferred_username: 'Benny' },
    cy: { name: 'C\\Y', given_name: 'annabel' },
  };
  let client, UserPoolId;
  before(async () => {
    const { world, client: made } = enter('filters');
    client = made;
    ({ UserPoolId } = await createPool(world, { UsernameConfiguration: { CaseSensitive: true } }));
    for (const [Username, attributes] of Object.entries(users))
      await client.adminCreateUser({ UserPoolId, Username, MessageAction: 'SUPPRESS', UserAttributes: attributesOf(attributes) });
    await client.adminDisableUser({ UserPoolId, Username: 'cy' });
    await client.adminSetUserPassword({ UserPoolId, Username: 'ben', Password: 'Good-Password-1', Permanent: true });
  });

  const found = async (Filter) => (await client.listUsers({ UserPoolId, Filter })).Users.map(({ Username }) => Username);

  it('finds by filters', async () => {
    for (const [filter, names] of [
      ['', ['Anna', 'anna2', 'ben', 'cy']],
      ['username = "Anna"', ['Anna']],
      ['username = "anna"', []],
      ['username ^= "ann"', ['anna2']],
      ['email = "anna@LIST.test"', ['Anna']],
      ['"email"^="anna"', ['Anna', 'anna2']],
      ["'email' = 'ben@list.test'", ['ben']],
      ['given_name ^= "ANNA"', ['Anna', 'anna2', 'cy']],
      ['family_name = "Zebra \\"Z\\""', ['anna2']],
      ['family_name ^= "Ä"', ['Anna']],
      ['name = "C\\\\Y"', ['cy']],
      ['phone_number ^= "+49"', ['ben']],
      ['preferred_username = "benny"', ['ben']],
      ['status = "Enabled"', ['Anna', 'anna2', 'ben']],
      ['status = "Disabled"', ['cy']],
      ['status = "disabled"', []],
      ['cognito:user_status = "confirmed"', ['ben']],
      ['cognito:user_status = "FORCE_CHANGE_PASSWORD"', ['Anna', 'anna2', 'cy']],
      ['phone_number = "+49"', []],
    ])
      assert.deepEqual((await found(filter)).sort(), [...names].sort(), filter);
    const { Users } = await client.listUsers({ UserPoolId, Filter: 'username = "ben"' });
    const sub = Users[0].Attributes.find(({ Name }) => Name === 'sub').Value;
    assert.deepEqual(await found(`sub = "${sub}"`), ['ben']);
    assert.deepEqual(await found(`sub ^= "${sub.slice(0, 8)}"`), ['ben']);
  });

  it('never takes a broken filter for none', async () => {
    for (const filter of ['email', 'email =', 'email = anna', 'email == "a"', 'email = "a', '= "a"', 'email = "a" and name = "b"', 'email != "a"', '"'])
      await assert.rejects(found(filter), { name: 'InvalidParameterException', message: 'Error while parsing filter.' }, filter);
    for (const filter of ['custom:plan = "gold"', 'birthdate = "x"'])
      await assert.rejects(found(filter), { name: 'InvalidParameterException' }, filter);
  });

  it('gives the attributes that are asked for', async () => {
    const get = async (AttributesToGet) => (await client.listUsers({ UserPoolId, AttributesToGet, Filter: 'username = "ben"' })).Users[0].Attributes;
    assert.deepEqual(await get(['email']), [{ Name: 'email', Value: 'ben@list.test' }]);
    assert.deepEqual((await get(['sub'])).map(({ Name }) => Name), ['sub']);
  });
});

describe('a list', () => {
  const things = Array.from({ length: 7 }, (_, index) => `thing-${index}`);
  const openId = { client_id: 'a', client_secret: 'b', attributes_request_method: 'GET', authorize_scopes: 'openid', oidc_issuer: 'https://a.example',
    authorize_url: 'https://a.example/a', token_url: 'https://a.example/t', attributes_url: 'https://a.example/u', jwks_uri: 'https://a.example/k' };
  const { UserPoolId } = sunny;

  /** Everything that a paginator of the SDK's brings, two at a time, and how many pages that took. */
  async function everything(paginate, client, input, member) {
    const items = [];
    let pages = 0;
    for await (const page of paginate({ client, pageSize: 2 }, input)) {
      items.push(...page[member]);
      ++pages;
    }
    return { items, pages };
  }

  const [admins, ben] = [{ GroupName: 'admins' }, { Username: 'ben@sunny.test' }];
  const createUser = (client, Username) => client.adminCreateUser({ UserPoolId, Username, MessageAction: 'SUPPRESS' });
  const createGroup = (client, GroupName) => client.createGroup({ UserPoolId, GroupName });
  const createProvider = (client, ProviderName) =>
    client.createIdentityProvider({ UserPoolId, ProviderName, ProviderType: 'OIDC', ProviderDetails: openId });

  // How the SDK goes through the list, where the items are and what they are called; how one is made, and how many are there.
  for (const [title, paginate, input, member, name, make, more = 0] of [
    ['of users', sdk.paginateListUsers, { UserPoolId }, 'Users', 'Username', createUser, 5],
    ['of groups', sdk.paginateListGroups, { UserPoolId }, 'Groups', 'GroupName', createGroup, 2],
    ['of clients', sdk.paginateListUserPoolClients, { UserPoolId }, 'UserPoolClients', 'ClientName',
      (client, ClientName) => client.createUserPoolClient({ UserPoolId, ClientName }), 2],
    ['of pools', sdk.paginateListUserPools, {}, 'UserPools', 'Name', (client, PoolName) => client.createUserPool({ PoolName }), 2],
    ['of identity providers', sdk.paginateListIdentityProviders, { UserPoolId }, 'Providers', 'ProviderName', createProvider],
    ['of resource servers', sdk.paginateListResourceServers, { UserPoolId }, 'ResourceServers', 'Identifier',
      (client, Identifier) => client.createResourceServer({ UserPoolId, Identifier, Name: 'x' })],
    ['of the users of a group', sdk.paginateListUsersInGroup, { UserPoolId, ...admins }, 'Users', 'Username', async (client, Username) => {
      await createUser(client, Username);
      await client.adminAddUserToGroup({ UserPoolId, Username, ...admins });
    }, 1],
    ['of the groups of a user', sdk.paginateAdminListGroupsForUser, { UserPoolId, ...ben }, 'Groups', 'GroupName', async (client, GroupName) => {
      await createGroup(client, GroupName);
      await client.adminAddUserToGroup({ UserPoolId, ...ben, GroupName });
    }],
  ])
    it(`${title} comes page by page, each item once`, async () => {
      const { client } = enter(title.replace(/[^a-z]+/g, '-'));
      for (const thing of things) await make(client, thing);
      const { items, pages } = await everything(paginate, client, input, member);
      assert.equal(pages, Math.ceil((things.length + more) / 2));
      const names = items.map((item) => item[name]);
      assert.equal(new Set(names).size, things.length + more);
      assert.deepEqual(names.filter((one) => things.includes(one)).sort(), things);
    });

  it('does not go on from a token that it did not give', async () => {
    const { client } = enter('tokens');
    await assert.rejects(client.listUsers({ UserPoolId, PaginationToken: 'made-up' }), { name: 'InvalidParameterException' });
    await assert.rejects(client.listGroups({ UserPoolId, NextToken: 'made-up' }), { name: 'InvalidParameterException' });
  });
});
