// Credentials of a fixture that are ready to be sent: what a test copies instead of signing in. The start, its page and
// the control API list them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "world/world.h"

namespace understudy::access {

struct ReadyCredential {
  Json json;                       ///< all that there is to say of it
  std::string_view state;          ///< "valid", or why it is not
  std::string heading;             ///< what it is called, or whose it is
  std::string_view type;           ///< empty where there is but one
  std::string email;               ///< of whose it is
  std::string caption;             ///< a line beside it
  std::string text;                ///< what is sent
  std::vector<std::string> cells;  ///< of a table on a terminal
};

/// One list of them. Its words are for people and programs.
struct ReadyList {
  std::string_view member;   ///< of JSON: "access_tokens"
  std::string_view one;      ///< "access token"
  std::string_view section;  ///< of the start page: "tokens"
  std::string_view name;     ///< in a list of sections: "Tokens"
  std::string_view title;    ///< "Ready access tokens"
  std::string_view columns;  ///< "name, type, user, abridged"
  std::string_view item;     ///< by which tests of the page find a row: "access-token"
  std::string_view value;    ///< and what is sent: "token"
  bool is_mintable;          ///< the control API makes more of them
  size_t (*count)(const Seed& seed);
  /// In fixture order, at most `most` from the one numbered `offset`. Signs each one where it is a token, so it must
  /// not run inside a step.
  std::vector<ReadyCredential> (*list)(World& world, std::string_view base, size_t offset, size_t most);
};

}  // namespace understudy::access
