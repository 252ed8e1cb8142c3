// No browser is needed for these: Playwright's `request` speaks to the world alone.
import { expect, test } from './fixtures.mjs';

const bearer = (token) => ({ headers: { authorization: `Bearer ${token}` } });

test('a token ends when its time has come', async ({ request, world }) => {
  const token = await world.mint({ user: 'owner@acme.test', expires_in: '1h' });

  expect((await request.get('v2/users/me', bearer(token))).status()).toBe(200);
  await world.advance('2h');
  expect((await request.get('v2/users/me', bearer(token))).status()).toBe(401);
});

test('a token lasts while another worker moves its own clock', async ({ request, world }) => {
  const token = await world.mint({ user: 'anna@acme.test', expires_in: '1h' });

  for (let i = 0; i < 20; ++i) {
    const response = await request.get('v2/users/me', bearer(token));
    expect(response.status()).toBe(200);
    expect((await response.json()).email).toBe('anna@acme.test');
  }
});
