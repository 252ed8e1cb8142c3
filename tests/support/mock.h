// A whole Understudy in process: worlds and the front, no socket. Its machine's clock stands where the test puts it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "front/front.h"
#include "providers/epilot/access_token.h"
#include "world/worlds.h"

namespace understudy::testing {

/// 2026-01-01T00:00:00Z: where the machine's clock of a Mock begins.
extern const Instant mock_start;

/// One tenant "739224" (Acme) with roles root, owner, administrator and support (entity:view alone), users
/// owner@acme.test (10000001) and support@acme.test (10000002), and their tokens api_owner and api_support.
Seed small_seed();

/// What a fixture file in fixtures/ becomes; fails the test where it is not good.
Seed fixture_seed(const std::string& file);
Seed seed_of_text(const std::string& yaml);

struct MockOptions {
  std::string public_url = "http://localhost:9119";
  Admission admission = Admission::when_named;
  size_t most_worlds = 1000;
  WorldLimits limits{};
  front::Explanations explanations = front::Explanations::given;
  front::Proxies proxies = front::Proxies::untrusted;
  std::vector<front::Interceptor*> interceptors{};
  const front::ForwardProxy* proxy = nullptr;
  http::Messenger* messenger = nullptr;
  /// Without threads, an answer that waits for others is given to ask() like any other.
  front::WaitingRoom::Size waiting_room{0, 0};
};

class Mock {
 public:
  explicit Mock(Seed seed = small_seed(), MockOptions options = {});

  /// `headers` are lines such as "Authorization: Bearer x".
  http::Reply ask(std::string_view method, std::string_view target, const std::vector<std::string>& headers = {},
                  std::string_view body = "");
  /// The same with a bearer token.
  http::Reply ask_as(const std::string& token, std::string_view method, std::string_view target,
                     std::string_view body = "");

  /// The JWT of a token of the fixture, by id or name.
  std::string token(std::string_view id_or_name, std::string_view world = "default");

  /// A fresh token like `row`, of the owner where it names no user; what its type needs and `row` lacks is made up.
  std::string issue(epilot::AccessToken row, std::string_view world = "default");

  World& world(std::string_view name = "default") { return *worlds.enter(name); }

  Instant machine = mock_start;
  Milliseconds tick{0};     ///< how far the machine's clock goes on whenever it is looked at
  Milliseconds elapsed{0};  ///< real time, for what Understudy itself times
  std::vector<std::string> errors;

  const std::string public_url;
  crypto::KnownTokens known_tokens;
  Worlds worlds;
  front::Front front;
};

/// A visit that asks for nothing: for what looks at one without being asked.
struct EmptyVisit {
  explicit EmptyVisit(World& world);

  http::Request request{};
  front::WorldChoice choice;
  http::Messenger nobody{};
  JournalEntry journal{};
  front::Visit visit;
};

/// Every type there is.
extern const std::vector<epilot::AccessToken::Type> all_token_types;

Json body_of(const http::Reply& reply);

/// Runs a reply that is given later, and keeps what it comes to.
class RecordingExchange final : public http::Exchange {
 public:
  void reply(http::Reply whole) override;
  void begin(http::Reply head) override;
  bool write(std::string_view bytes) override;
  void end() override { is_ended = true; }
  void abort() override { is_aborted = true; }
  void lead_to(http::Descriptor other, std::string request) override {
    led_to = std::move(other);
    stream = std::move(request);
  }
  void after(Milliseconds delay, std::function<void()> task) override { timers.emplace_back(delay, std::move(task)); }
  void on_gone(std::function<void()> task) override { gone = std::move(task); }

  /// Lets every timer's time come.
  void fire_timers();

  std::optional<http::Reply> answered;
  std::string stream;
  bool is_ended = false;
  bool is_aborted = false;
  http::Descriptor led_to;
  std::vector<std::pair<Milliseconds, std::function<void()>>> timers;
  std::function<void()> gone;
};

}  // namespace understudy::testing
