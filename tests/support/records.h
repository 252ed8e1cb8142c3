// Rows of the directory as tests' seeds have them.
#pragma once

#include <string>
#include <utility>

#include "support/mock.h"

namespace understudy::testing {

inline Tenant organization(std::string id, std::string slug, std::string name) {
  Tenant tenant;
  tenant.id = std::move(id);
  tenant.slug = std::move(slug);
  tenant.name = std::move(name);
  tenant.created_at = {SeedTime::Kind::absolute, mock_start, {}};
  return tenant;
}

}  // namespace understudy::testing
