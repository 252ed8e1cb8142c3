// A world of Understudy for one test: users, tokens, clock and keys of its own, which no other test sees.
//
//   const world = await worldOf(t);
//   const token = await world.mint({ user: 'owner@acme.test', expires_in: '1h' });
//   const response = await world.get('/v2/users/me', token);
const server = (process.env.UNDERSTUDY_URL ?? 'http://localhost:9119').replace(/\/+$/, '');

/** The world of a test of node:test. It is dropped when the test ends. */
export async function worldOf(t) {
  const world = await openWorld(t.name);
  t.after(() => world.drop());
  return world;
}

/** A fresh world. Tests that run at the same time need different names. */
export async function openWorld(name) {
  const slug = name.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '').slice(0, 63);
  const world = new World(slug);
  await control('POST', 'worlds', { name: slug });
  await world.control('POST', '/reset');
  return world;
}

class World {
  constructor(name) {
    this.name = name;
    /** What the product under test is given as the address of its auth provider. */
    this.url = `${server}/w/${name}`;
  }

  /** A request as the product would send it. */
  get(path, token) {
    return fetch(this.url + path, { headers: token ? { authorization: `Bearer ${token}` } : {} });
  }

  /** A token for any user, of any type and lifetime: see `POST worlds/{w}/tokens` in docs/worlds.md. */
  async mint(order = {}) {
    return (await this.control('POST', '/tokens', order)).token;
  }

  /** A token that the fixture names. */
  async token(email, name) {
    const { users, access_tokens: tokens } = await this.control('GET', '/credentials');
    const user = users.find((candidate) => candidate.email === email);
    return tokens.find((token) => token.user_id === user?.id && token.name === name)?.token;
  }

  /** Moves this world's clock, and no other's: `advance('1h')`. */
  advance(by) {
    return this.control('POST', '/clock/advance', { by });
  }

  drop() {
    return this.control('DELETE', '');
  }

  control(method, path, body) {
    return control(method, `worlds/${this.name}${path}`, body);
  }
}

async function control(method, path, body) {
  const response = await fetch(`${server}/_understudy/v1/${path}`, { method, body: body && JSON.stringify(body) });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return text && JSON.parse(text);
}
