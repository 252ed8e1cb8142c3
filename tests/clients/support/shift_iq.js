// What the clients of Shift iQ's tests share: the shapes of its refusals, and a client with the habits of the .NET one.
import assert from 'node:assert/strict';

export const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The body of a refusal by a controller. */
export const problem = (status, title, detail) => ({
  Type: `https://developer.mozilla.org/en-us/docs/web/http/reference/status/${status}`,
  Title: title,
  Status: status,
  Detail: detail,
});

/** The body of a refusal by the authentication in front of the controllers. */
export const unauthenticated = (detail) => ({ ...problem(401, 'Unauthorized', detail), Instance: null, Extensions: {} });

/** Fails unless the answer is the 401 of a credential that is not good, in body and header. */
export async function refusedAs(response, detail) {
  assert.equal(response.status, 401);
  assert.equal(response.headers.get('x-authentication-failed'), detail);
  assert.equal(response.headers.get('content-type'), 'application/json');
  assert.equal(response.headers.get('www-authenticate'), null);
  assert.equal(await response.text(), JSON.stringify(unauthenticated(detail)));
}

/** Fails unless the answer has that status and nothing in it. */
export async function isEmpty(response, status) {
  assert.equal(response.status, status);
  assert.equal(response.headers.get('content-type'), null);
  assert.equal(response.headers.get('x-authentication-failed'), null);
  assert.equal(await response.text(), '');
}

/**
 * A client with the habits of the vendor's .NET sample: it sends its client secret as the bearer until it has a token,
 * renews that at 80 % of its lifetime, and once where a request gets 401. `now` tells the time in milliseconds.
 */
export class DotNetClient {
  constructor(baseUrl, secret, now) {
    this.baseUrl = baseUrl.replace(/\/+$/, '');
    this.secret = secret;
    this.bearer = secret;
    this.now = now;
  }

  send(method, path, { data, parameters } = {}) {
    const query = Object.entries(parameters ?? {})
      .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`)
      .join('&');
    const headers = {
      authorization: `Bearer ${this.bearer}`,
      'user-agent': 'BearerAuthDemo/1.0.0.0 (Linux; X64) NET/9.0.0',
      ...(data && { 'content-type': 'application/json; charset=utf-8' }),
    };
    const url = `${this.baseUrl}/${path}${query && `?${query}`}`;
    return fetch(url, { method, headers, body: data && JSON.stringify(data) });
  }

  /** Asks for a token with the secret; the refusal's status and body where it gets none. */
  async renew(Lifetime = 3600) {
    const response = await this.send('POST', 'api/security/tokens/generate', { data: { Secret: this.secret, Lifetime } });
    const answer = await response.json();
    if (response.status === 200) {
      this.bearer = answer.AccessToken;
      this.renewAt = (await this.now()) + answer.ExpiresIn * 800;
    }
    return { status: response.status, answer };
  }

  async get(path, parameters) {
    if (this.renewAt !== undefined && (await this.now()) >= this.renewAt) await this.renew();
    const response = await this.send('GET', path, { parameters });
    if (response.status !== 401) return response;
    await response.arrayBuffer();
    await this.renew();
    return this.send('GET', path, { parameters });
  }

  /** A page of a list, as the sample reads it: its header and its rows. */
  async page(path, parameters) {
    const response = await this.get(path, parameters);
    if (response.status !== 200) throw new Error(`${path}: ${response.status}`);
    return [JSON.parse(response.headers.get('x-query-pagination')), await response.json()];
  }
}
