#include "start/catalogue.h"

#include <algorithm>

namespace understudy::start {

namespace {

void add(Group& group, const front::Route& route, std::string_view summary) {
  auto& operations = group.operations;
  const auto known = std::find_if(operations.begin(), operations.end(), [&](const Operation& operation) {
    return operation.name == route.operation && operation.method == route.method;
  });
  if (known != operations.end())
    known->paths.push_back(route.pattern);
  else
    operations.push_back({std::string(route.method),
                          std::string(route.operation),
                          {route.pattern},
                          std::string(summary),
                          route.answer != nullptr && route.is_emulated});
}

Json to_json(const Group& group, const Operation& operation) {
  Json json = Json::object({{"group", group.name}, {"method", operation.method}, {"path", operation.paths.front()}});
  if (operation.paths.size() > 1)
    json.set("other_paths", Json::array_of({operation.paths.begin() + 1, operation.paths.end()}));
  json.set("operation", operation.name);
  json.set("emulated", operation.is_emulated);
  if (!operation.summary.empty()) json.set("summary", operation.summary);
  return json;
}

}  // namespace

size_t Api::count() const {
  size_t count = 0;
  for (const auto& group : groups) count += group.operations.size();
  return count;
}

size_t Api::count_emulated() const {
  size_t count = 0;
  for (const auto& group : groups)
    for (const auto& operation : group.operations) count += operation.is_emulated ? 1 : 0;
  return count;
}

std::vector<Api> catalogue(const std::vector<front::Emulator>& emulators,
                           std::string_view (*summary_of)(std::string_view emulator, std::string_view operation)) {
  std::vector<Api> apis;
  for (const auto& emulator : emulators) {
    if (emulator.routes.empty()) continue;
    const std::string_view name = emulator.name.substr(0, emulator.name.find('.'));
    auto api = std::find_if(apis.begin(), apis.end(), [&](const Api& known) { return known.name == name; });
    if (api == apis.end()) api = apis.insert(apis.end(), {std::string(name), {}});
    auto group = std::find_if(api->groups.begin(), api->groups.end(),
                              [&](const Group& known) { return known.name == emulator.name; });
    if (group == api->groups.end()) group = api->groups.insert(api->groups.end(), {std::string(emulator.name), {}});
    for (const auto& route : emulator.routes) add(*group, route, summary_of(emulator.name, route.operation));
  }
  return apis;
}

Json to_json(const Api& api) {
  Json operations = Json::array();
  for (const auto& group : api.groups)
    for (const auto& operation : group.operations) operations.push(to_json(group, operation));
  return Json::object({{"api", api.name}, {"operations", std::move(operations)}});
}

}  // namespace understudy::start
