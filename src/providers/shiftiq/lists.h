// Collections of the caller's organization as protected lists: who may read them, their pages, and how many there are.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "front/api.h"

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

/// What a request asks of a list: a page, and parts of texts that the rows' members hold.
struct Inquiry {
  Page page;
  http::Fields criteria;  ///< values in lower case

  /// True where each criterion's text stands in the member of its name, both without regard to case. Names that the row
  /// does not have ask nothing, as in the original.
  bool fits(const Json& row) const;
};

/// The caller's tenant. Throws Refusal where the caller's roles do not grant reading the resource.
std::string require_reader(front::Visit& visit, std::string_view resource);

/// `filter.page` and `filter.pagesize`; everything else of the query, and the texts of a JSON body, are criteria.
/// Throws Refusal where a count is none, or the body is no object.
Inquiry read_inquiry(const http::Request& request);

http::Reply list_reply(const Json& items, const Page& page, size_t total);
/// As the fixture says: an object, or a bare number.
http::Reply count_reply(const front::Visit& visit, size_t total);

/// The rows that fit, in their order.
template <class Row>
std::vector<Row> find_rows(const World& world, const WorldState& state, const std::string& tenant_id,
                           const Collection<Row>& collection, const Inquiry& inquiry) {
  auto rows = collection.rows(world, state, tenant_id);
  if (!inquiry.criteria.empty())
    std::erase_if(rows, [&](const Row& row) { return !inquiry.fits(collection.to_json(world.seed(), row)); });
  return rows;
}

template <class Row>
http::Reply list(front::Visit& visit, const Collection<Row>& collection) {
  const auto tenant_id = require_reader(visit, collection.resource);
  const Inquiry inquiry = read_inquiry(visit.request);
  const Page& page = inquiry.page;
  Json items = Json::array();
  const size_t total = visit.world.step([&](WorldState& state) {
    const auto rows = find_rows(visit.world, state, tenant_id, collection, inquiry);
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
  const Inquiry inquiry = read_inquiry(visit.request);
  return count_reply(visit, visit.world.step([&](WorldState& state) {
    return find_rows(visit.world, state, tenant_id, collection, inquiry).size();
  }));
}

}  // namespace understudy::shiftiq
