// An order for a credential, as a test gives it to the control API: whose it is, and what is unusual about it. Nothing
// is checked against the rights of anybody: the control API stands above them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/time.h"
#include "crypto/key.h"

namespace understudy {

struct MintOrder {
  Json body;           ///< the whole order, for the members that only some credentials have
  std::string type;    ///< empty: the usual one
  std::string tenant;  ///< id or slug; empty: the user's
  std::string user;    ///< e-mail or id; empty: the tenant's first
  std::optional<Milliseconds> lifetime;
  Json claims;  ///< replace and add, or (null) remove
  Json header;  ///< likewise, of a token's JOSE header
  std::optional<crypto::Key> key;
  std::string key_set;  ///< the label of the set to sign with; empty: the type's

  // What another member says. Each throws Refusal{invalid_request}.
  std::string text(std::string_view name) const;                               ///< empty: it is not there
  std::optional<std::vector<std::string>> texts(std::string_view name) const;  ///< none of them empty
  bool flag(std::string_view name) const;

  /// Changes what a token says, as the order has it.
  void change(Json& token_header, Json& token_claims) const;
};

/// Reads the members that orders for all credentials have. `key_sets` are the labels that `key` may name. Throws
/// Refusal{invalid_request}.
MintOrder read_mint_order(Json body, const std::vector<std::string>& key_sets);

}  // namespace understudy
