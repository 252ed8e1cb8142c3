// Clients that keep cookies: axios and fetch, each with a strict jar of tough-cookie's.
import axios from 'axios';
import { CookieJar } from 'tough-cookie';

/** As strict as it gets. `allowSecureOnLocal` says whether plain http to a loopback counts as secure, as in browsers. */
export const strictJar = (options = {}) => new CookieJar(undefined, {
  looseMode: false, rejectPublicSuffixes: true, prefixSecurity: 'strict', allowSecureOnLocal: true, ...options,
});

const sameSiteContext = 'lax';

/** Stores what a reply sets; throws where the jar refuses one. */
async function keep(jar, lines, url) {
  for (const line of lines) await jar.setCookie(line, url, { sameSiteContext, loose: false, ignoreError: false });
}

/** axios with a jar; it gives every status back instead of throwing. */
export function axiosWith(jar, baseURL) {
  const client = axios.create({ baseURL, validateStatus: () => true, maxRedirects: 0, transformResponse: (text) => text });
  const addressOf = (config) => `${config.baseURL}${config.url}`;
  client.interceptors.request.use(async (config) => {
    const cookies = await jar.getCookieString(addressOf(config), { sameSiteContext });
    if (cookies) config.headers.set('Cookie', cookies);
    return config;
  });
  client.interceptors.response.use(async (response) => {
    await keep(jar, response.headers['set-cookie'] ?? [], addressOf(response.config));
    return response;
  });
  return client;
}

/** fetch as a page has it, with a jar in the place of a browser's: cookies only where credentials are included. */
export const fetchWith = (jar) => async (url, { credentials = 'same-origin', headers = {}, ...options } = {}) => {
  if (credentials !== 'include') return fetch(url, { headers, ...options });
  const cookies = await jar.getCookieString(url, { sameSiteContext });
  const response = await fetch(url, { headers: { ...headers, ...(cookies && { cookie: cookies }) }, ...options });
  await keep(jar, response.headers.getSetCookie(), url);
  return response;
};
