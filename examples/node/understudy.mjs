// A world of Understudy for one test: users, tokens, clock and keys of its own, which no other test sees.
//
//   const world = await worldOf(t);
//   const token = await world.mint({ user: 'owner@acme.test', expires_in: '1h' });
//   const response = await world.get('/v2/users/me', token);
import { createHash } from 'node:crypto';

const server = (process.env.UNDERSTUDY_URL ?? 'http://localhost:9119').replace(/\/+$/, '');

/** The world of a test of node:test. It is dropped when the test ends. */
export async function worldOf(t) {
  const world = await openWorld(t.name);
  t.after(() => world.drop());
  return world;
}

/** A fresh world. Tests that run at the same time need different names. */
export async function openWorld(name) {
  const world = new World(worldName(name));
  await control('POST', 'worlds', { name: world.name });
  await world.control('POST', '/reset');
  return world;
}

/**
 * The name of a world that follows from any text: the text itself where it can be one, else its Latin letters and
 * digits, and a hash that tells it from others that have the same of those.
 */
export function worldName(text) {
  if (/^[a-z0-9-]{1,63}$/.test(text)) return text;
  const slug = text.replace(/[^A-Za-z0-9]+/g, '-').toLowerCase().replace(/^-|-$/g, '').slice(0, 54);
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 8);
  return slug ? `${slug}-${hash}` : hash;
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
