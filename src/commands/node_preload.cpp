#include "commands/node_preload.h"

#include <cerrno>

#include "base/json.h"
#include "base/text.h"
#include "commands/read_file.h"
#include "commands/write_file.h"

namespace understudy {

namespace {

constexpr std::string_view head =
    R"(// Understudy: TLS connections to vendors' hosts go there, also those of clients that use no proxy. For --require.
'use strict';
)";

// A world is told in the proxy's words; the default one needs none, and so no proxy: the server's certificate is chosen
// by the vendor's name. Ports on which no vendor answers are the proxy's as well, which refuses them. Where a socket is
// given (another proxy's, a tunnel) the connection is made already. The stream between has nothing of its own to hold a
// program open by, so that ref and unref have to reach the connection.
constexpr std::string_view body = R"(
(() => {
  const net = require('node:net');
  const tls = require('node:tls');
  const { Duplex } = require('node:stream');
  const loaded = Symbol.for('understudy.preload');
  const address = process.env.UNDERSTUDY_URL || server;
  if (!address || tls[loaded]) return;
  // To go on would be to call the vendors.
  if (!/^http:\/\/[^/]/.test(address) || !URL.canParse(address))
    throw new Error('Understudy: UNDERSTUDY_URL is no address of a server, such as http://localhost:9119');
  const url = new URL(address);
  const name = process.env.UNDERSTUDY_WORLD || /^\/w\/([a-z0-9-]+)/.exec(url.pathname)?.[1] || world;
  const words = { '.': '\\.', '*': '[a-z0-9-]+', '[': '(?:', ']': ')' };
  const pattern = (host) => host.replace(/[.*[\]]/g, (letter) => words[letter]);
  const vendors = new RegExp(`^(?:${hosts.map(pattern).join('|')})$`, 'i');
  const isNamed = name && name !== 'default';
  const usualPort = 443;
  const there = { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port || 80) };

  const tunnel = (target) => {
    const raw = net.connect({ ...there, allowHalfOpen: true });
    const user = `Proxy-Authorization: Basic ${btoa(`${name || 'default'}:`)}`;
    raw.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n${user}\r\n\r\n`);
    let waiting = [];
    const whenOpen = (step) => (waiting ? waiting.push(step) : step());
    const stream = new Duplex({
      read: () => raw.resume(),
      write: (bytes, _, done) => whenOpen(() => raw.write(bytes, done)),
      final: (done) => whenOpen(() => raw.end(() => done())),
      destroy: (error, done) => (raw.destroy(), done(error)),
    });
    const pass = (bytes) => stream.push(bytes) || raw.pause();
    let head = Buffer.alloc(0);
    const open = (bytes) => {
      head = Buffer.concat([head, bytes]);
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) return;
      const status = head.toString('latin1', 0, head.indexOf('\r\n'));
      if (!/^HTTP\/1\.\d 2/.test(status)) return stream.destroy(new Error(`Understudy does not open ${target}: ${status}`));
      raw.off('data', open).on('data', pass);
      if (head.length > end + 4) pass(head.subarray(end + 4));
      const steps = waiting;
      waiting = null;
      steps.forEach((step) => step());
    };
    raw.on('data', open);
    raw.on('end', () => stream.push(null));
    raw.on('error', (error) => stream.destroy(error));
    raw.on('close', () => stream.destroy());
    return { raw, stream };
  };

  const connect = tls.connect;
  tls.connect = function (...args) {
    const callback = args.find((arg) => typeof arg === 'function');
    const options = { ...args.find((arg) => arg && typeof arg === 'object') };
    if (typeof args[0] !== 'object') {
      options.port ??= args[0];
      if (typeof args[1] === 'string') options.host ??= args[1];
    }
    const host = (options.host ?? '').replace(/\.$/, '');
    if (options.socket || options.path || !vendors.test(host)) return connect.apply(this, args);
    // Some give an empty name in order to give none; the vendor's is what the certificate is for. None has the final dot
    // of the host.
    options.servername ||= host;
    if (options.servername === options.host) options.servername = host;
    const port = Number(options.port ?? usualPort);
    if (!isNamed && port === usualPort) {
      for (const own of ['lookup', 'localAddress', 'localPort', 'family', 'hints']) delete options[own];
      return connect.call(this, { ...options, ...there }, callback);
    }
    const { raw, stream } = tunnel(`${host}:${port}`);
    const secure = connect.call(this, { ...options, socket: stream }, callback);
    stream.on('error', (error) => secure.destroy(error));
    for (const hold of ['ref', 'unref']) {
      const own = secure[hold];
      secure[hold] = function () {
        raw[hold]();
        return own.call(this);
      };
    }
    return secure;
  };
  tls[loaded] = true;
  require('node:module').syncBuiltinESMExports();
})();
)";

void add_constant(std::string& script, std::string_view name, const Json& value) {
  script += cat({"const ", name, " = ", value.dump(), ";\n"});
}

}  // namespace

std::string node_preload(std::string_view server, std::string_view world, const std::vector<std::string_view>& hosts) {
  Json patterns = Json::array();
  for (const auto host : hosts) patterns.push(host);
  std::string script(head);
  add_constant(script, "server", server);
  add_constant(script, "world", world);
  add_constant(script, "hosts", patterns);
  return script + std::string(body);
}

bool write_node_preload(const std::string& path, const std::string& script) {
  if (read_file(path, script.size()) == script) return true;
  // Programs that load it meanwhile read the old one whole.
  errno = write_whole_file(path, script, 0644, Existing::replaced);
  return errno == 0;
}

}  // namespace understudy
