// Collections of the caller's organization as protected lists: who may read them, their pages, and how many there are.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "front/emulator.h"

namespace understudy::shiftiq {

/// One collection: what it is called in the permission matrix, its rows, and how one is written.
template <class Row>
struct Collection {
  std::string_view resource;
  std::vector<Row> (*rows)(const World& world, const WorldState& state, const std::string& tenant_id);
  Json (*to_json)(const Seed& seed, const Row& row);
};

struct Page {
  size_t number;  ///< from 1
  size_t size;
};

/// The caller's tenant. Throws Refusal where the caller's roles do not grant reading the resource.
std::string require_reader(front::Visit& visit, std::string_view resource);

/// `filter.page` and `filter.pagesize`. Throws Refusal where they are no counts.
Page read_page(const http::Request& request);

http::Reply list_reply(const Json& items, const Page& page, size_t total);
/// As the fixture says: an object, or a bare number.
http::Reply count_reply(const front::Visit& visit, size_t total);

template <class Row>
http::Reply list(front::Visit& visit, const Collection<Row>& collection) {
  const auto tenant_id = require_reader(visit, collection.resource);
  const Page page = read_page(visit.request);
  Json items = Json::array();
  const size_t total = visit.world.step([&](WorldState& state) {
    const auto rows = collection.rows(visit.world, state, tenant_id);
    const size_t first = std::min(rows.size(), (page.number - 1) * page.size);
    const size_t end = std::min(rows.size(), first + page.size);
    for (size_t i = first; i < end; ++i) items.push(collection.to_json(visit.world.seed(), rows[i]));
    return rows.size();
  });
  return list_reply(items, page, total);
}

template <class Row>
http::Reply count(front::Visit& visit, const Collection<Row>& collection) {
  const auto tenant_id = require_reader(visit, collection.resource);
  return count_reply(visit, visit.world.step([&](WorldState& state) {
    return collection.rows(visit.world, state, tenant_id).size();
  }));
}

}  // namespace understudy::shiftiq
