// Debian's Chromium without a window, driven by Playwright, and servers of other origins for its pages.
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { runProgram } from './program.js';

/**
 * One browser for a whole file; `browser.newContext()` is a fresh person at it. Hosts below .test and .example are this machine, and
 * so are `more` of a resolver's rules. Whom it trusts is in the `home`; `words` are added to its command line.
 */
export const startChromium = ({ home, more = [], words = [] } = {}) => chromium.launch({
  executablePath: '/usr/bin/chromium',
  ...(home && { env: { ...process.env, HOME: home, XDG_CONFIG_HOME: undefined, XDG_DATA_HOME: undefined } }),
  args: [
    '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync',
    `--host-resolver-rules=${['MAP *.test 127.0.0.1', 'MAP *.example 127.0.0.1', ...more].join(', ')}`, ...words,
  ],
});

/** Has the browsers of a home trust these authorities, as `certutil` of Debian's libnss3-tools does it. */
export async function installIn(home, ...authorities) {
  const database = join(home, '.pki/nssdb');
  await mkdir(database, { recursive: true });
  const words = [['-N', '--empty-password'], ...authorities.map((file) => ['-A', '-t', 'C,,', '-n', file, '-i', file])];
  for (const each of words) {
    const { status, err } = await runProgram('certutil', ['-d', `sql:${database}`, ...each]);
    if (status !== 0) throw new Error(`certutil ${each.join(' ')}: ${err}`);
  }
}

/** A small application: `scripts` by their paths, and the same empty page at every other. Gives its port and `stop()`. */
export async function startApplication(scripts = {}) {
  const server = createServer((request, response) => {
    const script = scripts[request.url];
    if (script) {
      response.setHeader('content-type', 'text/javascript; charset=utf-8');
      return response.end(script);
    }
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end('<!DOCTYPE html><html lang="en"><title>An application</title><link rel="icon" href="data:,">');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: server.address().port,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
