// Protected routes, written down briefly.
#pragma once

#include <string>
#include <vector>

#include "providers/backend/part.h"
#include "providers/backend/protected_route.h"
#include "providers/epilot/access_token.h"
#include "support/mock.h"

namespace understudy::backend {

/// A route for every credential of epilot's. `answer` is JSON text.
inline ProtectedRoute route(std::string method, std::string pattern, const std::string& answer) {
  ProtectedRoute made;
  made.method = std::move(method);
  made.operation = "playedOperation";
  made.pattern = std::move(pattern);
  made.accept = {"epilot"};
  made.answer.json = parse_json(answer);
  return made;
}

inline Seed seed_with(std::vector<ProtectedRoute> routes) {
  Seed seed = testing::small_seed();
  seed.parts.of_or_new<BackendSeed>().routes = std::move(routes);
  return seed;
}

inline Role role(std::string slug, Role::Type type, std::vector<Grant> grants) {
  Role row;
  row.id = "739224:" + slug;
  row.tenant_id = "739224";
  row.slug = slug;
  row.name = slug;
  row.type = type;
  row.grants = std::move(grants);
  return row;
}

inline epilot::AccessToken token_row(std::string id, epilot::AccessToken::Type type,
                                     std::vector<std::string> roles = {}) {
  epilot::AccessToken row;
  row.id = id;
  row.name = std::move(id);
  row.type = type;
  row.tenant_id = "739224";
  row.user_id = "10000001";
  row.assignments = std::move(roles);
  row.created_at = {SeedTime::Kind::absolute, testing::mock_start, {}};
  return row;
}

/// Rows of a base table and more.
template <class Row>
TableBase<Row> with(const TableBase<Row>& base, std::vector<Row> more) {
  std::vector<Row> rows = base.rows();
  for (auto& row : more) rows.push_back(std::move(row));
  return TableBase<Row>(std::move(rows));
}

}  // namespace understudy::backend
