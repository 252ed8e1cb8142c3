// Runs the functions of a folder as what runs Lambda functions on a machine of one's own does: each by its name, its
// event as the body, and 200 with {"errorMessage":…} where it throws.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** `url(name)` is where `functions/<name>.cjs` is asked; `events` are those that came. */
export async function startFunctions() {
  const events = [];
  const server = createServer(async (request, response) => {
    const [, name] = /^\/2015-03-31\/functions\/([a-z0-9-]+)\/invocations$/.exec(request.url);
    const event = JSON.parse(Buffer.concat(await request.toArray()));
    events.push({ name, event: structuredClone(event) });
    response.setHeader('content-type', 'application/json');
    try {
      const answer = await require(`../functions/${name}.cjs`).handler(event);
      response.end(JSON.stringify(answer));
    } catch (error) {
      response.setHeader('x-amz-function-error', 'Unhandled');
      response.end(JSON.stringify({ errorType: error.name, errorMessage: error.message, trace: error.stack.split('\n') }));
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    events,
    url: (name) => `http://127.0.0.1:${server.address().port}/2015-03-31/functions/${name}/invocations`,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
