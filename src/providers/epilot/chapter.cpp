#include "providers/epilot/chapter.h"

#include <array>

#include "access/platform_claims.h"
#include "config/binding.h"
#include "providers/epilot/part.h"
#include "providers/epilot/token_keys.h"

namespace understudy::epilot {

using namespace config;
using namespace config::shapes;

namespace {

using Empty = Choices::EmptyAssignments;
using Me = Choices::Me;
using Listing = Choices::Listing;

constexpr std::array empty_assignments{Choice{"inherit", Empty::inherit}, Choice{"none", Empty::none}};
constexpr std::array me_choices{Choice{"owner", Me::owner}, Choice{"token", Me::token}};
constexpr std::array listings{Choice{"user", Listing::user}, Choice{"organization", Listing::organization}};

/// epilot takes no other for tokens of these types.
constexpr Bounds lifetime_bounds{std::chrono::seconds(30), std::chrono::days(7), "a token lasts 30 seconds to 7 days"};

constexpr auto lifetime_keys = keys_of<Choices>(
    duration<std::chrono::hours, &Choices::assume_lifetime>("assume", "Of tokens of type assume.", &lifetime_bounds),
    duration<std::chrono::minutes, &Choices::app_lifetime>("app", "Of tokens of type app.", &lifetime_bounds),
    duration<std::chrono::hours, &Choices::portal_preview_lifetime>(
        "portal_preview", "Of tokens of type portal_preview.", &lifetime_bounds));
constexpr ObjectShape lifetimes_shape{
    "lifetimes", "How long new tokens last whose maker does not say: 30 seconds to 7 days, as 30s, 10m, 1h or 7d.",
    lifetime_keys};

void read_lifetimes(const Section& section, const ShapeKey& key, Choices& choices) {
  section.inside(key.name, [&](const Section& lifetimes) { read_keys(lifetimes, lifetime_keys, choices); });
}

constexpr auto choice_keys = keys_of<Choices>(
    choice<empty_assignments, &Choices::empty_assignments>(
        "empty_assignments", "What assignments: [] gives a new token: the roles of its creator, or none."),
    choice<me_choices, &Choices::me_for_api_token>(
        "me_for_api_token", "Who GET /v2/users/me is for an API token: its owner, or the token."),
    choice<listings, &Choices::list_access_tokens>(
        "list_access_tokens",
        "Whose tokens GET /v1/access-tokens lists. user: the caller's own. "
        "organization: to an owner or administrator all of the organization."),
    by<read_lifetimes>("lifetimes", object(lifetimes_shape), "How long new tokens last whose maker does not say."));
constexpr ObjectShape choices_shape{"epilot", "Choices where epilot's public sources are silent.", choice_keys};

class Reader : public fixture::ChapterReader {
 public:
  void read_root(const Section& root) override {
    root.inside("epilot", [&](const Section& section) { read_keys(section, choice_keys, part_->choices); });
  }
  void read_user(const Section& user, fixture::RecordNumber record) override {
    if (user.find("access_tokens") != nullptr) read_tokens(user, tokens_[record]);
  }

  void settle(fixture::Directory& directory, ComplaintBook& book) override {
    Taken ids("the token id", book);
    each_user(directory, [&](const auto& /*tenant*/, const auto& /*user*/, std::vector<TokenDraft>& tokens) {
      for (const auto& token : tokens) ids.claim(token.token.id, token.id);
    });
    each_user(directory, [&](const auto& tenant, const auto& user, std::vector<TokenDraft>& tokens) {
      settle_tokens(tokens, tenant, user, directory, ids, book);
    });
  }

  void finish(const fixture::Directory& directory, Seed& seed) override {
    std::vector<AccessToken> rows;
    each_user(directory, [&](const auto& /*tenant*/, const auto& /*user*/, std::vector<TokenDraft>& tokens) {
      for (auto& token : tokens) rows.push_back(std::move(token.token));
    });
    part_->access_tokens = TableBase(std::move(rows));
    seed.parts.put(std::move(part_));
    auto told = std::make_unique<access::PlatformClaims>();
    told->claims = {{"custom:ivy_org_id", &User::tenant_id}, {"custom:ivy_user_id", &User::id}};
    seed.parts.put(std::move(told));
  }

 private:
  /// In the order of the fixture, those that have tokens.
  template <class Visit>
  void each_user(const fixture::Directory& directory, Visit visit) {
    for (const auto& tenant : directory.tenants())
      for (const auto& user : tenant.users)
        if (const auto tokens = tokens_.find(user.number); tokens != tokens_.end()) visit(tenant, user, tokens->second);
  }

  std::unique_ptr<EpilotSeed> part_ = std::make_unique<EpilotSeed>();
  fixture::Notes<std::vector<TokenDraft>> tokens_;
};

constexpr std::array private_key_maps{Material::Map{"kty", "A JSON Web Key."}};
constexpr Material private_key{"a private key as PEM or JWK, or {file: path}", private_key_maps};

constexpr std::array private_keys{
    ShapeKey{"epilot.api", key_material(private_key),
             "The key that signs epilot's tokens of type api, assume and app."},
    ShapeKey{"epilot.public", key_material(private_key),
             "The key that signs epilot's publishable tokens: those of type journey and portal."},
    ShapeKey{"epilot.portal_preview", key_material(private_key), "The key that signs tokens of type portal_preview."},
    ShapeKey{"epilot.contact_identification", key_material(private_key),
             "The key that signs tokens of type contact_identification."},
};
constexpr std::array root_keys{
    ShapeKey{"epilot", object(choices_shape), "Choices where epilot's public sources are silent."}};
const std::array user_keys{ShapeKey{"access_tokens", list_of(object(token_shape)), "Tokens of this user.", "[]"}};

}  // namespace

const fixture::Chapter chapter{.root = root_keys, .private_keys = private_keys, .user = user_keys, .begin = [] {
                                 return std::unique_ptr<fixture::ChapterReader>(new Reader);
                               }};

}  // namespace understudy::epilot
