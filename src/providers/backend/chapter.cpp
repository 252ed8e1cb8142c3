#include "providers/backend/chapter.h"

#include <array>

#include "access/taken_kinds.h"
#include "access/trusted_issuer.h"
#include "config/shape_types.h"
#include "providers/backend/issuer_keys.h"
#include "providers/backend/part.h"
#include "providers/backend/route_keys.h"

namespace understudy::backend {

namespace {

using namespace config::shapes;

class Reader : public fixture::ChapterReader {
 public:
  void read_root(const config::Section& root) override {
    read_trusted_issuers(root, issuers_);
    read_routes(root, routes_);
  }

  void settle(fixture::Directory& directory, config::ComplaintBook& book) override {
    settle_trusted_issuers(issuers_, directory, book);
    settle_routes(routes_, directory.format().usual_credentials, book);
  }

  void finish(const fixture::Directory& /*directory*/, Seed& seed) override {
    auto trusted = std::make_unique<access::TrustedIssuers>();
    for (auto& issuer : issuers_) trusted->list.push_back(std::move(issuer.issuer));
    auto part = std::make_unique<BackendSeed>();
    auto taken = std::make_unique<access::TakenKinds>();
    for (auto& draft : routes_) {
      taken->names.insert(taken->names.end(), draft.route.accept.begin(), draft.route.accept.end());
      part->routes.push_back(std::move(draft.route));
    }
    seed.parts.put(std::move(trusted));
    seed.parts.put(std::move(part));
    seed.parts.put(std::move(taken));
  }

 private:
  std::vector<IssuerDraft> issuers_;
  std::vector<RouteDraft> routes_;
};

constexpr std::array root_keys{
    config::ShapeKey{"trusted_issuers", list_of(object(issuer_shape)),
                     "Outside issuers whose tokens are taken beside Understudy's own.", "[]"},
    config::ShapeKey{"routes", list_of(object(route_shape)), "What the product's own backend answers, and to whom.",
                     "[]"},
};

}  // namespace

const fixture::Chapter chapter{.root = root_keys,
                               .begin = [] { return std::unique_ptr<fixture::ChapterReader>(new Reader); }};

}  // namespace understudy::backend
