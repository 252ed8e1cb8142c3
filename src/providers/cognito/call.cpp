#include "providers/cognito/call.h"

#include <algorithm>

#include "base/encoding.h"
#include "base/text.h"
#include "providers/cognito/exceptions.h"
#include "providers/cognito/model_constraints.h"
#include "providers/cognito/pools.h"
#include "providers/cognito/settings.h"

namespace understudy::cognito {

bool Call::has(std::string_view member) const {
  const Json* value = body.find(member);
  return value != nullptr && !value->is_null();
}

bool Call::flag(std::string_view member, bool otherwise) const { return is_flag(body, member, otherwise); }

std::optional<int64_t> Call::number(std::string_view member) const {
  return has(member) ? std::optional(whole_number_of(*body.find(member))) : std::nullopt;
}

std::vector<std::string> Call::texts(std::string_view member) const { return texts_at(body, member); }

std::vector<Attribute> Call::attributes(std::string_view member) const {
  std::vector<Attribute> all;
  if (const Json* list = body.find(member))
    for (const auto& item : list->items())
      all.push_back({std::string(item.text_at("Name")), std::string(item.text_at("Value"))});
  return all;
}

std::string_view Call::entry(std::string_view map, std::string_view key) const {
  const Json* value = body.find(map);
  return value == nullptr ? std::string_view() : value->text_at(key);
}

Json to_json(Instant time) { return Json(static_cast<double>(time.time_since_epoch().count()) / 1000); }

void add_dates(Json& json, const Dates& dates, const WorldState& state, std::string_view created,
               std::string_view modified) {
  json.set(modified, to_json(dates.modified.at(state.started)));
  json.set(created, to_json(dates.created.at(state.started)));
}

Dates dates_now(const WorldState& state) {
  const SeedTime now{SeedTime::Kind::absolute, state.clock.now(), {}};
  return {now, now};
}

void touch(Dates& dates, const WorldState& state) {
  dates.modified = {SeedTime::Kind::absolute, state.clock.now(), {}};
}

const Pool& named_pool(const CognitoState& cognito, std::string_view id) {
  const Pool* pool = cognito.pools.find(id);
  if (pool == nullptr) refuse_pool(id);
  return *pool;
}

const Client& named_client(const CognitoState& cognito, std::string_view id) {
  const Client* client = cognito.clients.find(id);
  if (client == nullptr) refuse_client(id);
  return *client;
}

const Client& named_client(const CognitoState& cognito, std::string_view id, const Pool& pool) {
  const Client& client = named_client(cognito, id);
  if (client.pool_id != pool.id) refuse_client(id);
  return client;
}

}  // namespace understudy::cognito
