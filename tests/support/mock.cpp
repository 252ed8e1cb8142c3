#include "support/mock.h"

#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <map>
#include <mutex>
#include <utility>

#include "base/text.h"
#include "commands/apis.h"
#include "fixture/load.h"
#include "providers.h"
#include "providers/epilot/access_token.h"
#include "providers/epilot/issue_token.h"
#include "providers/epilot/part.h"
#include "providers/epilot/ready_tokens.h"
#include "providers/epilot/token.h"
#include "providers/epilot/token_types.h"
#include "support/records.h"

namespace understudy::testing {

const Instant mock_start = std::chrono::sys_days(std::chrono::year(2026) / 1 / 1);

namespace {

/// Keys cost tens of milliseconds and follow from the seed alone, so all tests of one seed share them.
crypto::SeededKeys& shared_keys(const Seed& seed) {
  static std::mutex mutex;
  static std::map<std::string, std::unique_ptr<crypto::SeededKeys>> known;
  const std::lock_guard lock(mutex);
  std::map<std::string, crypto::Key> given;
  std::string name = seed.seed;
  for (const auto& [label, text] : seed.keys) {
    given.emplace(label, crypto::Key::parse_private(text).value());
    name += "\n" + label + "\n" + text;
  }
  auto& keys = known[name];
  if (!keys) keys = std::make_unique<crypto::SeededKeys>(seed.seed, std::move(given));
  return *keys;
}

std::vector<front::Api> all_of(Worlds& worlds, const std::string& public_url) {
  return all_apis(worlds, {&providers(), public_url, "test", {}, nullptr}, {public_url, {}, {}});
}

Role role(std::string slug, Role::Type type, std::vector<Grant> grants) {
  Role row;
  row.id = "739224:" + slug;
  row.tenant_id = "739224";
  row.slug = slug;
  row.name = slug;
  row.type = type;
  row.grants = std::move(grants);
  return row;
}

User user(std::string id, std::string email, std::string role_id) {
  User row;
  row.id = std::move(id);
  row.tenant_id = "739224";
  row.display_name = email;
  row.email = std::move(email);
  row.password = "Pass-word-1";
  row.created_at = {SeedTime::Kind::absolute, mock_start, {}};
  row.roles = {std::move(role_id)};
  return row;
}

epilot::AccessToken token_row(std::string id, std::string user_id, std::string role_id) {
  epilot::AccessToken row;
  row.id = id;
  row.name = std::move(id);
  row.tenant_id = "739224";
  row.user_id = std::move(user_id);
  row.assignments = {std::move(role_id)};
  row.created_at = {SeedTime::Kind::absolute, mock_start, {}};
  return row;
}

}  // namespace

Seed small_seed() {
  Seed seed;
  seed.seed = "test";
  seed.tenants = TableBase<Tenant>({organization("739224", "acme", "Acme")});
  const Grant all{"*", std::nullopt, Grant::Effect::allow, {}};
  seed.roles = TableBase<Role>({role("root", Role::Type::org_role, {all}), role("owner", Role::Type::user_role, {all}),
                                role("administrator", Role::Type::user_role, {all}),
                                role("support", Role::Type::user_role, {{"entity:view", "contact:*", {}, {}}})});
  seed.users = TableBase<User>(
      {user("10000001", "owner@acme.test", "739224:owner"), user("10000002", "support@acme.test", "739224:support")});
  epilot::epilot_of(seed).access_tokens = TableBase<epilot::AccessToken>(
      {token_row("api_owner", "10000001", "739224:owner"), token_row("api_support", "10000002", "739224:support")});
  return seed;
}

Seed seed_of_text(const std::string& yaml) {
  auto loaded = fixture::load({{"test.yaml", yaml}}, fixture_format());
  if (auto* complaints = std::get_if<config::Complaints>(&loaded)) {
    for (const auto& complaint : complaints->list) ADD_FAILURE() << config::to_text(complaint);
    return small_seed();
  }
  return std::get<Seed>(std::move(loaded));
}

Seed fixture_seed(const std::string& file) {
  std::ifstream stream(std::string(FIXTURES_DIR) + "/" + file);
  EXPECT_TRUE(stream.is_open()) << file;
  return seed_of_text({std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()});
}

Mock::Mock(Seed seed, MockOptions options)
    : public_url(options.public_url),
      worlds(
          {std::make_shared<const Seed>(seed), shared_keys(seed), known_tokens,
           [this] { return tick > Milliseconds(0) ? machine += tick : machine; }, options.limits, providers().parts()},
          {options.admission, options.most_worlds, std::chrono::hours(1), [this] { return elapsed; }}),
      front(worlds, providers().kinds(), all_of(worlds, options.public_url),
            {.public_url = options.public_url,
             .proxies = options.proxies,
             .explanations = options.explanations,
             .interceptors = options.interceptors,
             .log_error = [this](const std::string& line) { errors.push_back(line); },
             .exposed_headers = providers().exposed_headers(),
             .proxy = options.proxy,
             .messenger = options.messenger,
             .vendor_hosts = &providers().vendor_hosts(),
             .waiting_room = options.waiting_room}) {}

http::Reply Mock::ask(std::string_view method, std::string_view target, const std::vector<std::string>& headers,
                      std::string_view body) {
  http::Request request;
  request.method = method;
  const size_t question = target.find('?');
  request.path = target.substr(0, question);
  if (question != std::string_view::npos) request.query = target.substr(question + 1);
  request.body = body;
  for (const auto& line : headers) {
    const size_t colon = line.find(':');
    request.headers.add(line.substr(0, colon), std::string(trim(std::string_view(line).substr(colon + 1))));
  }
  if (request.headers.find("Host") == nullptr) request.headers.add("Host", "localhost:9119");
  return front.answer(request);
}

http::Reply Mock::ask_as(const std::string& token, std::string_view method, std::string_view target,
                         std::string_view body) {
  return ask(method, target, {"Authorization: Bearer " + token}, body);
}

std::string Mock::token(std::string_view id_or_name, std::string_view name) {
  const auto base = front::world_address(public_url, name);
  for (const auto& ready : epilot::ready_tokens.list(world(name), base, 0, SIZE_MAX))
    if (ready.json.text_at("id") == id_or_name || ready.heading == id_or_name) return ready.text;
  ADD_FAILURE() << "the fixture has no access token " << id_or_name;
  return "";
}

EmptyVisit::EmptyVisit(World& world)
    : choice{world.name(), front::NamedBy::nothing, "/", "http", {}, false},
      visit{.request = request,
            .path = choice.path,
            .world = world,
            .kinds = providers().kinds(),
            .choice = choice,
            .public_url = "http://localhost:9119",
            .base = "http://localhost:9119",
            .signer = access::Signer(world),
            .now = world.now(),
            .messenger = nobody,
            .journal = journal} {}

const std::vector<epilot::AccessToken::Type> all_token_types = [] {
  std::vector<epilot::AccessToken::Type> types;
  for (const auto& row : epilot::token_types) types.push_back(row.type);
  return types;
}();

std::string Mock::issue(epilot::AccessToken row, std::string_view name) {
  World& issuing = world(name);
  if (row.user_id.empty()) row.user_id = "10000001";
  if (row.tenant_id.empty()) row.tenant_id = "739224";
  if (row.name.empty()) row.name = "Issued";
  using Type = epilot::AccessToken::Type;
  if (row.type == Type::journey) row.journey_id = "journey-1";
  if (row.type == Type::portal || row.type == Type::portal_preview) row.portal_id = "END_CUSTOMER_PORTAL";
  if (row.type == Type::portal_preview) row.portal_user_id = "portal-user-1";
  if (row.type == Type::contact_identification) {
    row.portal_id = "END_CUSTOMER_PORTAL";
    row.contact_id = "contact-1";
    row.surface_id = "website";
    if (row.allowed_operations.empty()) row.allowed_operations = {"getContact"};
  }
  const auto [issued, started] = issuing.step([&](WorldState& state) {
    return std::pair(epilot::issue_token(state, issuing, std::move(row), std::nullopt), state.started);
  });
  return crypto::sign(epilot::mint_token(issuing, front::world_address(public_url, issuing.name()), issued, started));
}

Json body_of(const http::Reply& reply) { return parse_json(reply.body).value_or(Json()); }

void RecordingExchange::reply(http::Reply whole) {
  answered = std::move(whole);
  // Closed, as a real one is then: its tasks, which may hold it, are let go.
  timers.clear();
  gone = nullptr;
}

void RecordingExchange::fire_timers() {
  const auto due = std::exchange(timers, {});
  for (const auto& [delay, task] : due) task();
}

void RecordingExchange::begin(http::Reply head) {
  stream = head.body;
  answered = std::move(head);
}

bool RecordingExchange::write(std::string_view bytes) {
  stream += bytes;
  return true;
}

}  // namespace understudy::testing
