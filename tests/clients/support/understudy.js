// Starts the real binary on a free port, and knows the control API. Nothing here speaks for an emulated API: the tests
// leave that to the clients that they are about.
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { endChild, startChild } from './children.js';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));

/** A running server: `const server = await startUnderstudy(); … await server.stop()`. */
export const startUnderstudy = (...options) => start(path('../fixture.yaml'), options);

/** The same with a fixture of the gallery: `startGallery('protected-routes')`. */
export const startGallery = (name, ...options) => start(path(`../../../fixtures/${name}.yaml`), options);

/** The same with the gallery's user pools, and more of a fixture as an object. */
export const startUserPools = (more) =>
  start(path('../../../fixtures/user-pools.yaml'), [], { UNDERSTUDY_FIXTURE: JSON.stringify({ version: 1, ...more }) });

/** The same with users who have second factors, devices and codes, and more of a fixture as an object. */
export const startSecondFactors = (more = {}) =>
  start(path('../second_factors.yaml'), [], { UNDERSTUDY_FIXTURE: JSON.stringify({ version: 1, ...more }) });

/** The same with Shift iQ's fixture, and more of a fixture as an object. */
export const startShiftIq = (more = {}) =>
  start(path('../shift_iq.yaml'), [], { UNDERSTUDY_FIXTURE: JSON.stringify({ version: 1, ...more }) });

/** The same on port 443 of a network of support/network.js, with that of the gallery and what else is given. Its `baseUrl` is good in there alone. */
export const startGalleryOn443 = (network, name, ...options) =>
  start(path(`../../../fixtures/${name}.yaml`), options, {}, { port: '443', enter: network.enter });

async function start(fixture, options, env = {}, { port = '0', enter = [] } = {}) {
  const program = process.env.UNDERSTUDY_BINARY ?? path('../../../build/understudy');
  const [command, ...args] = [...enter, program, 'serve', fixture, '--port', port, '--log', 'json', ...options];
  const started = startChild(command, args, { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...env } });
  const { stdout } = started.child;

  let ready;
  for await (const line of createInterface({ input: stdout })) {
    const event = JSON.parse(line);
    if (event.event === 'ready') {
      ready = event;
      break;
    }
  }
  if (!ready) throw new Error(`understudy ended before it was ready: ${await started.ended}`);
  stdout.resume();
  stdout.unref();

  return {
    baseUrl: ready.base_url,
    ready,
    world: (name) => new World(ready.base_url, name),
    async stop() {
      const [code] = await endChild(started);
      if (code !== 0) throw new Error(`understudy ended with status ${code}`);
    },
  };
}

/** One world of a running server, through the control API. */
class World {
  constructor(serverUrl, name) {
    this.name = name;
    this.baseUrl = `${serverUrl}/w/${name}`;
    this.controlUrl = `${serverUrl}/_understudy/v1`;
  }

  /** Makes the world, once: a request that only looks at one makes none. */
  open() {
    this.opened ??= fetch(`${this.controlUrl}/worlds`, { method: 'POST', body: JSON.stringify({ name: this.name }) });
    return this.opened;
  }

  async control(method, rest, body) {
    await this.open();
    const response = await fetch(`${this.controlUrl}/worlds/${this.name}${rest}`, {
      method,
      headers: body ? { 'content-type': 'application/json' } : {},
      body: body && JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${rest}: ${response.status} ${text}`);
    return text && JSON.parse(text);
  }

  credentials() {
    return this.control('GET', '/credentials');
  }

  /** The ready token of the fixture that has this name and belongs to this user. */
  async token(email, name) {
    const { users, access_tokens: tokens } = await this.credentials();
    const user = users.find((candidate) => candidate.email === email);
    const found = tokens.find((candidate) => candidate.user_id === user?.id && candidate.name === name);
    if (!found) throw new Error(`the fixture has no token "${name}" of ${email}`);
    return found.token;
  }

  /** A token of any kind; `order` as POST worlds/{w}/tokens takes it. */
  async mint(order) {
    return (await this.control('POST', '/tokens', order)).token;
  }

  reset() {
    return this.control('POST', '/reset');
  }

  advance(by) {
    return this.control('POST', '/clock/advance', { by });
  }

  setClock(now) {
    return this.control('POST', '/clock/set', { now });
  }
}
