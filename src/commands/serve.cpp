#include "commands/serve.h"

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <optional>
#include <pthread.h>
#include <system_error>
#include <unistd.h>

#include "access/key_sets.h"
#include "base/code_pages.h"
#include "base/machine_time.h"
#include "base/text.h"
#include "base/web_address.h"
#include "commands/announcement.h"
#include "commands/apis.h"
#include "commands/complain.h"
#include "commands/contradictions.h"
#include "commands/https.h"
#include "commands/issuer_notes.h"
#include "commands/own_names.h"
#include "commands/trust_files.h"
#include "front/forward_proxy.h"
#include "front/front.h"
#include "http/client.h"
#include "http/dialler.h"
#include "http/listener.h"
#include "http/socket_messenger.h"
#include "http/url.h"
#include "start/start.h"

namespace understudy {

namespace {

Milliseconds elapsed_time() {
  return std::chrono::duration_cast<Milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

std::map<std::string, crypto::Key> read_keys(const Seed& seed) {
  std::map<std::string, crypto::Key> keys;
  for (const auto& [label, text] : seed.keys)
    if (auto key = crypto::Key::parse_private(text)) keys.emplace(label, std::move(*key));
  return keys;
}

std::string public_url(const ServeOptions& options, const Seed& seed, int port) {
  std::string url = !options.public_url.empty() ? options.public_url : seed.public_url;
  const bool is_at_localhost =
      options.host == "127.0.0.1" || options.host == "::1" || options.host == "[::1]" || options.host == "0.0.0.0";
  if (url.empty()) url = http::url_of_listener(is_at_localhost ? "localhost" : options.host, port);
  return normal_web_address(url);
}

std::vector<std::string> fixture_names(const ServeOptions& options) {
  std::vector<std::string> names = options.fixtures;
  if (!options.fixture_text.empty()) names.emplace_back("UNDERSTUDY_FIXTURE");
  return names;
}

WorldsOptions worlds_options(const ServeOptions& options) {
  return {options.is_strict_about_worlds ? Admission::when_created : Admission::when_named, options.max_worlds,
          options.world_idle, elapsed_time};
}

/// One that an earlier server left would tell of that server.
void remove_stale_ready_file(const std::string& path) {
  std::error_code unknown;
  if (std::filesystem::symlink_status(path, unknown).type() == std::filesystem::file_type::regular)
    std::filesystem::remove(path, unknown);
}

/// Whole or not at all: who waits for the file must not read half of it. What is no plain file (a pipe, a terminal) is
/// written to, never replaced.
bool write_ready_file(const std::string& path, const std::string& line) {
  std::error_code unknown;
  const auto kind = std::filesystem::symlink_status(path, unknown).type();
  using std::filesystem::file_type;
  const bool is_replaceable = kind == file_type::regular || kind == file_type::not_found;
  const std::string target = is_replaceable ? path + ".part" : path;
  std::ofstream file(target);
  file << line << "\n" << std::flush;
  if (file.good() && (!is_replaceable || std::rename(target.c_str(), path.c_str()) == 0)) return true;
  complain("cannot write the ready file " + path + "; check that its folder exists and may be written to");
  return false;
}

sigset_t stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  return signals;
}

/// In every thread that is started from here on, so that one thread can wait for them.
void block_stop_signals() {
  const sigset_t signals = stop_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
}

/// False, with the reason told, where the system gives no port, or too little else.
template <class Step>
bool takes(Step step) {
  try {
    step();
    return true;
  } catch (const http::CannotListen& why) {
    complain(why.message);
  } catch (const CannotKeep& why) {
    complain(why.message);
  } catch (const std::system_error& why) {
    complain(cat({"cannot serve: the system gives too little (", why.code().message(), ")"}));
  }
  return false;
}

bool is_good_public_url(const std::string& url) {
  if (http::is_web_address(url)) return true;
  complain(
      "the public URL is an http or https address without user, query or fragment, such as "
      "http://localhost:9119, and not " +
      url);
  return false;
}

bool is_without_contradictions(const Seed& seed, const Providers& providers, const std::string& url) {
  const auto found = contradictions(seed, providers, url);
  for (const auto& line : found) complain(line);
  return found.empty();
}

front::FrontOptions front_options(const ServeOptions& options, const Providers& providers, const std::string& url,
                                  const front::ForwardProxy& proxy, http::Messenger& messenger) {
  return {.public_url = url,
          .proxies = options.trusts_proxy ? front::Proxies::trusted : front::Proxies::untrusted,
          .explanations = options.explains_refusals ? front::Explanations::given : front::Explanations::withheld,
          .interceptors = {},
          .log_error = complain,
          .exposed_headers = providers.exposed_headers(),
          .proxy = &proxy,
          .messenger = &messenger,
          .vendor_hosts = &providers.vendor_hosts()};
}

/// All that goes out to others.
struct Outgoing {
  http::SocketMessenger messenger{};
  http::Dialler dialler{};

  void cancel() {
    messenger.cancel();
    dialler.cancel();
  }
};

constexpr Milliseconds dial_deadline{10'000};

front::ProxyOptions proxy_options(const ServeOptions& options, const Seed& seed, const Providers& providers,
                                  const std::string& url, int port, Outgoing& outgoing) {
  return {
      .own_port = port,
      .public_port = http::parse_web_url(url).value_or(http::WebUrl()).port,
      .own_hosts = own_hosts(seed, url),
      .stands_in_for = [&providers](std::string_view host) { return providers.vendor_hosts().find(host) != nullptr; },
      .pass_through = seed.pass_through,
      .has_tls = options.speaks_tls,
      .asks_for_user = options.asks_proxy_user,
      .look_up = [&outgoing](const http::WebUrl& host) { return outgoing.messenger.look_up(host, dial_deadline); },
      .dial =
          [&outgoing](std::vector<http::PeerAddress> addresses, const http::Dialler::Then& then,
                      std::shared_ptr<const std::atomic<bool>> is_unwanted) {
            outgoing.dialler.dial(std::move(addresses), dial_deadline, then, std::move(is_unwanted));
          }};
}

/// Whoever reaches the port reaches through it whom the fixture lists.
void warn_of_open_proxy(const ServeOptions& options, const Seed& seed) {
  const http::WebUrl url{.host = options.host, .target = {}};
  if (seed.pass_through.empty() || options.host.empty() || url.is_loopback()) return;
  complain(
      "server.pass_through: whoever reaches this port can use what is listed there; without --host only this "
      "machine does");
}

control::Certificates certificates_of(const Https* https) {
  if (https == nullptr) return {};
  return {https->authorities.local.certificate_pem(), https->authorities.vendors.certificate_pem()};
}

http::ListenerOptions listener_options(const ServeOptions& options, const Https* https) {
  http::ListenerOptions listening;
  listening.host = options.host;
  listening.port = options.port;
  listening.max_connections = options.max_connections;
  listening.is_decided_by_head = front::is_decided_by_head;
  if (https != nullptr) listening.tls = &https->server;
  return listening;
}

constexpr size_t most_warm_keys = 24;

/// Whoever reads the ready line may stand in another folder.
std::string absolute(const std::string& path) { return std::filesystem::absolute(path).lexically_normal().string(); }

/// Until a signal comes; not at all where nobody could be told that the server is ready.
int serve_until_stopped(const ServeOptions& options, http::Listener& listener, Outgoing& outgoing,
                        const front::Front& front, Announcement announcement, crypto::SeededKeys& keys) {
  const auto& seed = announcement.world->seed();
  const auto answer = [&](const http::Request& request) { return front.answer(request); };
  const auto finish_refusal = [&](const http::Request& read, http::Reply& reply) { front.finish_refusal(read, reply); };
  if (!takes([&] { listener.start(answer, finish_refusal); })) return 2;
  const bool is_ready = options.ready_file.empty() || write_ready_file(options.ready_file, ready_line(announcement));
  if (is_ready && options.log == LogStyle::json) std::cout << ready_line(announcement) << std::endl;
  auto labels = labels_of_published(announcement.facts.providers->key_sets(seed));
  // Of many tenants the first: each key costs tens of milliseconds, which its first use pays just as well.
  labels.resize(std::min(labels.size(), most_warm_keys));
  keys.warm(std::move(labels));
  if (is_ready && options.log == LogStyle::text) announce(std::cout, announcement);
  // A reset may replace it, and should leave nothing of it behind.
  announcement.world.reset();
  let_go_of_code();

  int received = 0;
  const sigset_t signals = stop_signals();
  if (is_ready) sigwait(&signals, &received);
  listener.stop();
  outgoing.cancel();
  listener.join();
  return is_ready ? 0 : 2;
}

}  // namespace

int serve(const ServeOptions& options, Seed seed, const Providers& providers) {
  block_stop_signals();
  if (!options.ready_file.empty()) remove_stale_ready_file(options.ready_file);
  // Before an authority is made that would vouch for what is wrong.
  if (!is_without_contradictions(seed, providers, public_url(options, seed, options.port))) return 2;
  std::unique_ptr<Https> https;
  if (options.speaks_tls && !takes([&] { https = make_https(options, seed, public_url(options, seed, 0), providers); }))
    return 2;
  http::Listener listener(listener_options(options, https.get()));
  if (!takes([&] { listener.open(); })) return 2;

  const auto shared_seed = std::make_shared<const Seed>(std::move(seed));
  const std::string url = public_url(options, *shared_seed, listener.port());
  if (!is_good_public_url(url)) return 2;
  crypto::SeededKeys keys(shared_seed->seed, read_keys(*shared_seed));
  crypto::KnownTokens known_tokens;
  Worlds worlds({shared_seed,
                 keys,
                 known_tokens,
                 machine_time,
                 {.journal_entries = options.journal_entries, .access_tokens = options.max_access_tokens},
                 providers.parts()},
                worlds_options(options));
  const start::Facts facts{&providers, url, UNDERSTUDY_VERSION, fixture_names(options), nullptr};
  auto spoken =
      all_apis(worlds, facts, {url, options.control_origins, options.control_hosts}, certificates_of(https.get()));
  for (const auto& line : issuer_notes(*shared_seed)) complain(line);
  if (https)
    for (const auto& line : https->notes) complain(line);
  std::optional<Outgoing> outgoing;
  if (!takes([&] { outgoing.emplace(); })) return 2;
  const front::ForwardProxy proxy(proxy_options(options, *shared_seed, providers, url, listener.port(), *outgoing));
  warn_of_open_proxy(options, *shared_seed);
  const front::Front front(worlds, providers.kinds(), spoken,
                           front_options(options, providers, url, proxy, outgoing->messenger));
  return serve_until_stopped(
      options, listener, *outgoing, front,
      {facts, cat({url, start::page_path(spoken)}), listener.addresses(), worlds.enter(default_world),
       https && !options.data_folder.empty() ? absolute(in_folder(options.data_folder, local_authority_file)) : "",
       https != nullptr},
      keys);
}

}  // namespace understudy
