// One route of the product's own backend, as far as the fixture plays it: who may call it, and what it answers.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/json.h"

namespace understudy::backend {

struct ProtectedRoute {
  /// What the caller must be granted. In both texts {path.id} and the other placeholders of the answer may stand.
  struct Permission {
    std::string action;         ///< "entity:view"
    std::string resource;       ///< "{path.slug}:{path.id}"; empty where the action concerns no single resource
    std::string attributes_at;  ///< a JSON pointer (RFC 6901) into the answer: whose members grants' conditions ask of
  };

  /// Texts may hold placeholders: {path.id}, {query.q}, {body.name}, {claims.sub}, {caller.user_id}, {now} …; a text
  /// that is one placeholder and nothing else takes the value with its type.
  struct Answer {
    int status = 200;
    std::vector<std::pair<std::string, std::string>> headers;
    std::optional<Json> json;  ///< the body, with placeholders in its texts
    std::string text;          ///< the body where `json` is absent
  };

  std::string method;               ///< "GET"; "*" for every method
  std::string pattern;              ///< as the front's routes have it: "/v1/entity/{slug}/{id}"
  std::string operation;            ///< the OpenAPI operation id: "getEntity"
  bool is_public = false;           ///< asks for no credential
  std::vector<std::string> accept;  ///< credential kinds and families; at least one unless public
  std::optional<Permission> permission;
  Answer answer;
};

}  // namespace understudy::backend
