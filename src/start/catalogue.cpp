#include "start/catalogue.h"

#include <algorithm>

namespace understudy::start {

namespace {

void add(ListedGroup& group, const front::Route& route, std::string_view summary) {
  auto& operations = group.operations;
  const auto known = std::find_if(operations.begin(), operations.end(), [&](const ListedOperation& operation) {
    return operation.name == route.operation && operation.method == route.method;
  });
  if (known != operations.end()) {
    if (std::find(known->paths.begin(), known->paths.end(), route.pattern) == known->paths.end())
      known->paths.push_back(route.pattern);
  } else {
    operations.push_back({std::string(route.method),
                          std::string(route.operation),
                          {route.pattern},
                          std::string(summary),
                          route.answer != nullptr && route.is_emulated});
  }
}

/// The list's group of that name, made where there is none.
ListedGroup& listed_group(std::vector<ListedApi>& list, std::string_view name) {
  const std::string_view system = name.substr(0, name.find('.'));
  auto api = std::find_if(list.begin(), list.end(), [&](const ListedApi& known) { return known.name == system; });
  if (api == list.end()) api = list.insert(list.end(), {std::string(system), {}});
  auto& groups = api->groups;
  auto group = std::find_if(groups.begin(), groups.end(), [&](const ListedGroup& known) { return known.name == name; });
  if (group == groups.end()) group = groups.insert(groups.end(), {std::string(name), {}});
  return *group;
}

Json to_json(const ListedGroup& group, const ListedOperation& operation) {
  Json json = Json::object({{"group", group.name}, {"method", operation.method}, {"path", operation.paths.front()}});
  if (operation.paths.size() > 1)
    json.set("other_paths", Json::array_of({operation.paths.begin() + 1, operation.paths.end()}));
  json.set("operation", operation.name);
  json.set("emulated", operation.is_emulated);
  if (!operation.summary.empty()) json.set("summary", operation.summary);
  return json;
}

}  // namespace

size_t ListedApi::count() const {
  size_t count = 0;
  for (const auto& group : groups) count += group.operations.size();
  return count;
}

size_t ListedApi::count_emulated() const {
  size_t count = 0;
  for (const auto& group : groups)
    for (const auto& operation : group.operations) count += operation.is_emulated ? 1 : 0;
  return count;
}

std::vector<ListedApi> catalogue(const std::vector<front::Api>& apis, SummaryOf summary_of) {
  std::vector<ListedApi> list;
  for (const auto& api : apis)
    for (const auto& group : api.groups)
      for (const auto& route : group.routes)
        add(listed_group(list, api.name), route, summary_of(api.name, route.operation));
  return list;
}

Json to_json(const ListedApi& api) {
  Json operations = Json::array();
  for (const auto& group : api.groups)
    for (const auto& operation : group.operations) operations.push(to_json(group, operation));
  return Json::object({{"api", api.name}, {"operations", std::move(operations)}});
}

}  // namespace understudy::start
