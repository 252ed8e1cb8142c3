// The lists of operations: what each API of a server has, read off the very routes that answer.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "front/api.h"

namespace understudy::start {

struct ListedOperation {
  std::string method;  ///< "*": every method
  std::string name;
  std::vector<std::string> paths;  ///< every spelling, in the order of the routes
  std::string summary;             ///< empty where the API's own documentation tells
  bool is_emulated = true;         ///< false: it answers 501
};

/// Operations that authenticate and refuse alike, under the name by which a journal calls their API.
struct ListedGroup {
  std::string name;
  std::vector<ListedOperation> operations;
};

struct ListedApi {
  std::string name;  ///< what the names of its groups begin with: "gateway"
  std::vector<ListedGroup> groups;

  size_t count() const;
  size_t count_emulated() const;
};

/// What an operation of an API does, in a line; empty where its own documentation tells.
using SummaryOf = std::string_view (*)(std::string_view api, std::string_view operation);

/// In the order of the APIs and their routes.
std::vector<ListedApi> catalogue(const std::vector<front::Api>& apis, SummaryOf summary_of);

/// {"api":…,"operations":[{"method":…,"path":…,"operation":…,"emulated":…},…]}
Json to_json(const ListedApi& api);

}  // namespace understudy::start
