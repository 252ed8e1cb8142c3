// Requests to Shift iQ's API as anyone may send them: cookies to unseal, Authorization headers, JSON and forms.
// Whatever comes is answered, and never with a 5xx. The input's lines are: which operation, Authorization, Cookie; the
// rest is the body.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

#include "base/text.h"
#include "fixture/load.h"
#include "front/front.h"
#include "providers.h"
#include "providers/shiftiq/session.h"
#include "providers/shiftiq/shiftiq.h"
#include "world/worlds.h"

namespace {

using namespace std::literals;
using understudy::Seed;

constexpr std::array targets{
    "GET /api/security/cookies/introspect"sv,
    "POST /api/accounts/cookies/validate"sv,
    "POST /api/security/cookies/decode"sv,
    "POST /api/security/cookies/generate"sv,
    "POST /api/security/tokens/generate"sv,
    "POST /v2/e01/api/accounts/tokens/validate"sv,
    "GET /v2/e01/api/me/context"sv,
    "GET /api/security/secrets/introspect"sv,
    "POST /api/token"sv,
    "POST /api/token/validate"sv,
    "GET /api/sessions/timeout"sv,
    "POST /api/authenticate"sv,
    "POST /ui/lobby/signin"sv,
    "GET /ui/portal/profile"sv,
    "POST /api/security/cookies/login"sv,
    "GET /api/security/users"sv,
};

Seed make_seed() {
  auto loaded = understudy::fixture::load({{"fuzz.yaml", R"(version: 1
clock: {mode: frozen, start: 2026-01-01T00:00:00Z}
tenants:
  - name: Acme
    id: 1
    users:
      - {email: a@acme.test, password: Pass-word-1, shiftiq: {developer: true, secret: {value: fuzzed-secret}}}
)"}},
                                          understudy::fixture_format());
  return std::get<Seed>(std::move(loaded));
}

understudy::front::FrontOptions options() {
  understudy::front::FrontOptions options;
  options.public_url = "http://localhost:9119";
  return options;
}

/// One server for all inputs: what an input leaves behind is bounded, and the clock stands still.
struct Server {
  std::shared_ptr<const Seed> seed = std::make_shared<const Seed>(make_seed());
  understudy::crypto::SeededKeys keys{"fuzz", {}};
  understudy::crypto::KnownTokens known_tokens;
  understudy::Worlds worlds{
      {seed, keys, known_tokens, [] { return understudy::Instant{}; }, {}, understudy::providers().parts()},
      {understudy::Admission::when_named, 10, std::chrono::hours(1), [] { return understudy::Milliseconds(0); }}};
  understudy::front::Front front{worlds, understudy::providers().kinds(), understudy::shiftiq::apis(), options()};
  std::string cookie = understudy::shiftiq::begin_shift_session(*worlds.enter("default"),
                                                                understudy::access::Signer(*worlds.enter("default")),
                                                                {seed->users.rows().front().id})
                           .value;
};

std::string_view take_line(std::string_view& text) {
  const size_t end = std::min(text.find('\n'), text.size());
  const auto line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static Server server;
  std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto choice = take_line(text);
  const auto target = targets[(choice.empty() ? 0 : static_cast<unsigned char>(choice.front())) % targets.size()];
  understudy::http::Request request;
  request.method = target.substr(0, target.find(' '));
  request.path = target.substr(target.find(' ') + 1);
  if (!choice.empty()) request.query = choice.substr(1);
  if (const auto value = take_line(text); !value.empty()) request.headers.add("Authorization", std::string(value));
  std::string cookie(take_line(text));
  // Mutations of a cookie that was good once reach what random bytes never would.
  if (const size_t at = cookie.find("@COOKIE@"); at != std::string::npos) cookie.replace(at, 8, server.cookie);
  if (!cookie.empty()) request.headers.add("Cookie", cookie);
  request.headers.add("Content-Type", request.path.ends_with("signin") ? "application/x-www-form-urlencoded"
                                      : text.starts_with('{')          ? "application/json"
                                                                       : "text/plain");
  request.headers.add("Host", "localhost:9119");
  request.body = text;
  const auto reply = server.front.answer(request);
  if (reply.status >= 500 && reply.status != 501) std::abort();
  for (const auto& header : reply.headers)
    if (header.value.find_first_of("\r\n") != std::string::npos) std::abort();
  return 0;
}
