// The lists of operations: what each API of a server has, read off the very routes that answer.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "front/emulator.h"

namespace understudy::start {

struct Operation {
  std::string method;  ///< "*": every method
  std::string name;
  std::vector<std::string> paths;  ///< every spelling, in the order of the routes
  std::string summary;             ///< empty where the API's own documentation tells
  bool is_emulated = true;         ///< false: it answers 501
};

/// Operations that authenticate and refuse alike, under the name by which a journal calls their API.
struct Group {
  std::string name;
  std::vector<Operation> operations;
};

struct Api {
  std::string name;  ///< what the names of its groups begin with: "gateway"
  std::vector<Group> groups;

  size_t count() const;
  size_t count_emulated() const;
};

/// In the order of the emulators; those without routes are left out.
std::vector<Api> catalogue(const std::vector<front::Emulator>& emulators,
                           std::string_view (*summary_of)(std::string_view emulator, std::string_view operation));

/// {"api":…,"operations":[{"method":…,"path":…,"operation":…,"emulated":…},…]}
Json to_json(const Api& api);

}  // namespace understudy::start
