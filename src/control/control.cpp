#include "control/control.h"

#include <algorithm>
#include <span>

#include "base/text.h"
#include "control/operations.h"
#include "front/problem.h"
#include "front/world_choice.h"
#include "http/url.h"

namespace understudy::control {

namespace {

using Operation = http::Reply (*)(const Control&, front::Visit&);

http::Reply refuse(const Refusal& refusal, const front::Visit& /*visit*/) { return front::problem(refusal); }

struct Row {
  std::string_view method;
  std::string_view pattern;
  std::string_view name;
  Operation operation;
  std::string_view summary;
};

/// Containers and load balancers ask for it under whatever name they have for the server; it tells no secret.
constexpr Row open_rows[] = {
    {"GET", "/_understudy/v1/health", "health", get_health, "{\"status\":\"ok\"} and the version"},
};

/// Programs ask for them before they trust anybody, under any name as well. No secret either; but each machine has its
/// own, with its name in it, by which a page of another site would know it again.
constexpr Row certificate_rows[] = {
    {"GET", "/_understudy/v1/ca.pem", "getLocalAuthority", get_local_authority,
     "The certificate of the local CA, fit to be installed"},
    {"GET", "/_understudy/v1/vendors-ca.pem", "getVendorsAuthority", get_vendors_authority,
     "That of the CA for vendors' names, for variables of a test alone"},
};

constexpr Row rows[] = {
    {"GET", "/_understudy/v1/worlds", "listWorlds", list_worlds, "The worlds there are"},
    {"POST", "/_understudy/v1/worlds", "createWorld", create_world,
     "Makes a world: 201, or 200 where it is there already"},
    {"GET", "/_understudy/v1/worlds/{world}", "getWorld", get_world,
     "Name, base URL, and a notice where it began anew"},
    {"DELETE", "/_understudy/v1/worlds/{world}", "deleteWorld", delete_world, "Drops it"},
    {"POST", "/_understudy/v1/worlds/{world}/reset", "resetWorld", reset_world, "Begins it again from the fixture"},
    {"GET", "/_understudy/v1/worlds/{world}/clock", "getClock", get_clock,
     "What time it is there, and how its clock runs"},
    {"POST", "/_understudy/v1/worlds/{world}/clock/set", "setClock", set_clock, "It is that time now"},
    {"POST", "/_understudy/v1/worlds/{world}/clock/advance", "advanceClock", advance_clock,
     "Moves its clock, forwards or backwards"},
    {"POST", "/_understudy/v1/worlds/{world}/clock/freeze", "freezeClock", freeze_clock,
     "Stops its clock, where it stands or at a time"},
    {"POST", "/_understudy/v1/worlds/{world}/clock/release", "releaseClock", release_clock,
     "Lets its clock tick on, or follow the machine again"},
    {"GET", "/_understudy/v1/worlds/{world}/credentials", "listCredentials", list_credentials,
     "Users with passwords, access tokens, app clients and client secrets of the fixture"},
    {"POST", "/_understudy/v1/worlds/{world}/tokens", "mintToken", mint_token, "Makes any access token"},
    {"POST", "/_understudy/v1/worlds/{world}/revoke", "revoke", revoke,
     "Ends a token, a secret, a session, or all of a user"},
    {"GET", "/_understudy/v1/worlds/{world}/journal", "readJournal", read_journal,
     "What was asked and answered; waits or streams as well"},
    {"GET", "/_understudy/v1/worlds/{world}/mailbox", "readMailbox", read_mailbox,
     "The mails and text messages that were sent; waits as well"},
    {"DELETE", "/_understudy/v1/worlds/{world}/mailbox", "emptyMailbox", empty_mailbox, "Empties it"},
    {"POST", "/_understudy/v1/worlds/{world}/authenticator/totp", "getTotp", get_totp,
     "The code that a user's authenticator app shows at the world's time"},
    {"GET", "/_understudy/v1/worlds/{world}/keys", "listKeys", list_keys,
     "The key sets: issuer, signing key id, published key ids"},
    {"POST", "/_understudy/v1/worlds/{world}/keys/{set}/rotate", "rotateKeys", rotate_keys, "Signs with the next key"},
    {"GET", "/_understudy/v1/worlds/{world}/keys/{set}/private", "exportKey", export_key, "The private key that signs"},
};

}  // namespace

std::string Control::base_of(const World& world) const {
  return front::world_address(options.public_url, world.name());
}

Json read_object(const front::Visit& visit) {
  if (visit.request.body.empty()) return Json::object();
  JsonError error;
  auto body = parse_json(visit.request.body, &error);
  if (!body || !body->is_object())
    throw Refusal{Reason::invalid_request,
                  error.message.empty() ? "the body is a JSON object" : "the body is JSON: " + error.message,
                  "an object", body ? std::string(body->type_name()) : ""};
  return *body;
}

void check_members(const Json& body, std::span<const std::string_view> known) {
  for (const auto& member : body.members())
    if (std::find(known.begin(), known.end(), member.name) == known.end())
      throw Refusal{Reason::invalid_request, "the body has only members that this operation knows",
                    join({known.begin(), known.end()}, ", "), std::string(shorten(member.name, 40))};
}

Json read_body(const front::Visit& visit, std::initializer_list<std::string_view> known) {
  Json body = read_object(visit);
  check_members(body, {known.begin(), known.size()});
  return body;
}

http::Fields read_fields(const front::Visit& visit, const std::vector<std::string_view>& known) {
  auto fields = http::parse_form(visit.request.query);
  for (const auto& field : fields)
    if (std::find(known.begin(), known.end(), field.name) == known.end())
      throw Refusal{Reason::invalid_request, "the query has only names that this operation knows",
                    join({known.begin(), known.end()}, ", "), std::string(shorten(field.name, 40))};
  return fields;
}

uint64_t read_number(const http::Fields& query, std::string_view name, uint64_t otherwise, uint64_t most) {
  const auto* text = query.find(name);
  if (text == nullptr) return otherwise;
  const auto number = parse_number(*text);
  const bool is_bounded = most < std::numeric_limits<uint64_t>::max();
  if (!number || *number > most)
    throw Refusal{Reason::invalid_request,
                  cat({name, " is a whole number", is_bounded ? cat({" of at most ", std::to_string(most)}) : ""}), "",
                  std::string(shorten(*text, 40))};
  return *number;
}

http::Reply get_health(const Control& control, front::Visit& /*visit*/) {
  return http::json(200, Json::object({{"status", "ok"}, {"version", control.options.version}}));
}

namespace {

http::Reply certificate(const std::string& pem) {
  if (pem.empty())
    throw Refusal{Reason::unknown_record, "this server speaks no https, so that nobody vouches for it",
                  "a start with --tls", ""};
  auto reply = http::text(200, "application/x-pem-file", pem);
  // A browser that opens it offers to install it.
  reply.headers.add("Content-Disposition", "attachment");
  return reply;
}

}  // namespace

http::Reply get_local_authority(const Control& control, front::Visit& /*visit*/) {
  return certificate(control.options.certificates.local);
}
http::Reply get_vendors_authority(const Control& control, front::Visit& /*visit*/) {
  return certificate(control.options.certificates.vendors);
}

std::string_view summary_of(std::string_view operation) {
  for (const auto table :
       {std::span<const Row>(open_rows), std::span<const Row>(certificate_rows), std::span<const Row>(rows)})
    for (const auto& row : table)
      if (row.name == operation) return row.summary;
  return {};
}

void guard(front::Api& api, const AdmissionOptions& options) {
  api.admit = admission(options);
  for (const auto& header : protective_headers()) api.headers.add(header.name, header.value);
}

std::vector<front::Api> apis(Worlds& worlds, const Providers& providers, ControlOptions options) {
  const auto control = std::make_shared<const Control>(Control{worlds, providers, std::move(options)});
  const auto with = [control](Operation operation) {
    return [control, operation](front::Visit& visit) { return operation(*control, visit); };
  };
  const auto group_of = [&](std::span<const Row> table) {
    front::Group group{{}, refuse};
    for (const auto& row : table)
      group.routes.push_back({row.method, std::string(row.pattern), row.name, with(row.operation)});
    return group;
  };
  const auto no_page = [](const Seed&, std::string_view, std::string_view) { return front::OriginRule::refused; };
  std::vector<front::Api> all{{.name = "control", .groups = {group_of(open_rows)}, .scope = front::Scope::server},
                              {.name = "control",
                               .groups = {group_of(certificate_rows)},
                               .judge_origin = no_page,
                               .scope = front::Scope::server},
                              {.name = "control", .groups = {group_of(rows)}, .scope = front::Scope::server}};
  guard(all.back(), control->options.admission);
  return all;
}

}  // namespace understudy::control
