// Debian's Chromium without a window, driven by Playwright, and servers of other origins for its pages.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { chromium } from 'playwright-core';

/** One browser for a whole file; `browser.newContext()` is a fresh person at it. Hosts below .test and .example are this machine. */
export const startChromium = () => chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: [
    '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--host-resolver-rules=MAP *.test 127.0.0.1, MAP *.example 127.0.0.1',
  ],
});

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
