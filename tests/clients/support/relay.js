// A way to a server on which connections break: what a client makes of that tells trouble from refusal.
import { once } from 'node:events';
import { createServer } from 'node:http';

/**
 * Passes requests on to a server. `relay.state` is `open`, `cut` (no request gets there) or `answer_lost` (the next one
 * gets there, and the connection breaks before its answer comes back; then `open` again).
 */
export async function startRelay(serverUrl) {
  const relay = { state: 'open' };
  const server = createServer(async (request, response) => {
    if (relay.state === 'cut') return request.socket.destroy();
    const body = Buffer.concat(await request.toArray());
    const { connection, host, 'content-length': length, ...headers } = request.headers;
    const answer = await fetch(serverUrl + request.url, { method: request.method, headers, body: body.length ? body : undefined });
    const text = await answer.text();
    if (relay.state === 'answer_lost') {
      relay.state = 'open';
      return request.socket.destroy();
    }
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') });
    return response.end(text);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  relay.url = `http://127.0.0.1:${server.address().port}`;
  relay.stop = async () => {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  };
  return relay;
}
