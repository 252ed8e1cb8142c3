// The first look at a world, as JSON.
#include "access/user_json.h"
#include "base/text.h"
#include "start/overview.h"

namespace understudy::start {

namespace {

Json to_json(const Tenant& tenant) {
  return Json::object({{"id", tenant.id}, {"slug", tenant.slug}, {"name", tenant.name}});
}

Json to_json(const Overview& overview, const Person& person) {
  Json json = access::to_json(person.user);
  json.set("tenant", person.tenant);
  Json doors = Json::array();
  for (const auto& [door, path] : person.doors)
    doors.push(Json::object({{"door", door}, {"url", overview.base + path}}));
  json.set("sign_in", std::move(doors));
  json.set("mint", person.mint);
  return json;
}

Json to_json(const access::ReadyCredential& ready) {
  Json json = ready.json;
  if (json.find("email") == nullptr) json.set("email", ready.email);
  return json;
}

/// The rows of a list, and how many there are.
template <class Row, class Tell>
void add(Json& json, const std::string& name, const Listed<Row>& list, Tell tell) {
  Json rows = Json::array();
  for (const auto& row : list.shown) rows.push(tell(row));
  json.set(name + "_in_all", list.in_all);
  json.set(name, std::move(rows));
}

/// The same of a list whose rest the control API has.
template <class Row, class Tell>
void add_with_rest(Json& json, const std::string& name, const Listed<Row>& list, const Overview& overview, Tell tell) {
  add(json, name, list, tell);
  if (list.in_all > list.shown.size()) json.set(name + "_rest", rest_of(overview, list.shown.size()));
}

}  // namespace

Json to_json(const Overview& overview) {
  Json issuers = Json::object();
  for (const auto& [label, issuer] : overview.issuers) issuers.set(std::string(label), issuer);
  Json json = Json::object(
      {{"version", overview.version},
       {"fixtures", Json::array_of(overview.fixtures)},
       {"world", overview.world},
       {"base_url", overview.base},
       {"control_url", overview.control_url},
       {"mailbox_url", cat({overview.base, mailbox_path})},
       {"issuers", std::move(issuers)},
       {"clock", Json::object({{"now", to_iso8601_milliseconds(overview.now)}, {"mode", to_text(overview.clock)}})}});
  if (!overview.notice.empty()) json.set("notice", overview.notice);
  if (!overview.first_call.empty()) json.set("try", overview.first_call);
  add(json, "tenants", overview.tenants, [](const Tenant& tenant) { return to_json(tenant); });
  add_with_rest(json, "users", overview.people, overview,
                [&](const Person& person) { return to_json(overview, person); });
  for (const auto& ready : overview.ready)
    add_with_rest(json, std::string(ready.list->member), ready, overview,
                  [](const access::ReadyCredential& credential) { return to_json(credential); });
  return json;
}

}  // namespace understudy::start
