#include "providers/epilot/chapter.h"

#include <array>

#include "access/platform_claims.h"
#include "base/encoding.h"
#include "base/web_address.h"
#include "config/binding.h"
#include "fixture/record_ids.h"
#include "providers/epilot/mailed_tokens.h"
#include "providers/epilot/membership_keys.h"
#include "providers/epilot/part.h"
#include "providers/epilot/token_keys.h"

namespace understudy::epilot {

using namespace config;
using namespace config::shapes;

namespace {

using Empty = Choices::EmptyAssignments;
using Me = Choices::Me;
using Listing = Choices::Listing;
using Password = Choices::VerifyEmailPassword;

constexpr std::array empty_assignments{Choice{"inherit", Empty::inherit}, Choice{"none", Empty::none}};
constexpr std::array me_choices{Choice{"owner", Me::owner}, Choice{"token", Me::token}};
constexpr std::array listings{Choice{"user", Listing::user}, Choice{"organization", Listing::organization}};
constexpr std::array email_passwords{Choice{"check", Password::check}, Choice{"set", Password::set}};

/// epilot takes no other for tokens of these types.
constexpr Bounds lifetime_bounds{std::chrono::seconds(30), std::chrono::days(7), "a token lasts 30 seconds to 7 days"};

constexpr Bounds mailed_bounds{std::chrono::seconds(1), std::chrono::days(365), "it lasts 1 second to 1 year"};

constexpr auto lifetime_keys = keys_of<Choices>(
    duration<std::chrono::hours, &Choices::assume_lifetime>("assume", "Of tokens of type assume.", &lifetime_bounds),
    duration<std::chrono::minutes, &Choices::app_lifetime>("app", "Of tokens of type app.", &lifetime_bounds),
    duration<std::chrono::hours, &Choices::portal_preview_lifetime>(
        "portal_preview", "Of tokens of type portal_preview.", &lifetime_bounds),
    duration<std::chrono::hours, &Choices::invitation_lifetime>("invitation", "Of invitations.", &mailed_bounds),
    duration<std::chrono::hours, &Choices::password_reset_lifetime>(
        "password_reset", "Of links that set a new password.", &mailed_bounds),
    duration<std::chrono::hours, &Choices::email_change_lifetime>(
        "email_change", "Of links that confirm a new address.", &mailed_bounds),
    duration<std::chrono::minutes, &Choices::login_token_lifetime>(
        "login_token", "Of tokens that switch to another organization.", &mailed_bounds));
constexpr ObjectShape lifetimes_shape{
    "lifetimes",
    "How long new tokens last whose maker does not say, 30 seconds to 7 days, and what is mailed, 1 second to 1 year: "
    "as 30s, 10m, 1h or 7d.",
    lifetime_keys};

void read_lifetimes(const Section& section, const ShapeKey& key, Choices& choices) {
  section.inside(key.name, [&](const Section& lifetimes) { read_keys(lifetimes, lifetime_keys, choices); });
}

void read_portal_url(const Section& section, const ShapeKey& key, Choices& choices) {
  if (section.read(key.name, choices.portal_url)) choices.portal_url = normal_web_address(choices.portal_url);
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
    choice<email_passwords, &Choices::verify_email_password>(
        "verify_email_password",
        "What the password is for that comes with the token of a changed address: check, it must be the user's. "
        "set: it becomes the user's."),
    by<read_portal_url>("portal_url", text(formats::web_address),
                        "The address of the web app, below which mailed links lead. Default: that of the world."),
    by<read_lifetimes>("lifetimes", object(lifetimes_shape), "How long new tokens last whose maker does not say."));
constexpr ObjectShape choices_shape{"epilot", "Choices where epilot's public sources are silent.", choice_keys};

class Reader : public fixture::ChapterReader {
 public:
  void read_root(const Section& root) override {
    root.inside("epilot", [&](const Section& section) { read_keys(section, choice_keys, part_->choices); });
  }
  void read_user(const Section& user, fixture::RecordNumber record) override {
    if (user.find("access_tokens") != nullptr) read_tokens(user, tokens_[record]);
    user.inside("epilot", [&](const Section& section) { read_membership(section, memberships_[record]); });
  }

  void settle(fixture::Directory& directory, ComplaintBook& book) override {
    Taken ids("the token id", book);
    each_user(directory, [&](const auto& /*tenant*/, const auto& /*user*/, std::vector<TokenDraft>& tokens) {
      for (const auto& token : tokens) ids.claim(token.token.id, token.id);
    });
    each_user(directory, [&](const auto& tenant, const auto& user, std::vector<TokenDraft>& tokens) {
      settle_tokens(tokens, tenant, user, directory, ids, book);
    });
    settle_memberships(directory, book);
  }

  void finish(const fixture::Directory& directory, Seed& seed) override {
    std::vector<AccessToken> rows;
    each_user(directory, [&](const auto& /*tenant*/, const auto& /*user*/, std::vector<TokenDraft>& tokens) {
      for (auto& token : tokens) rows.push_back(std::move(token.token));
    });
    part_->access_tokens = TableBase(std::move(rows));
    note_memberships(directory);
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

  void settle_memberships(const fixture::Directory& directory, ComplaintBook& book) {
    Taken invitations("the invitation", book);
    Taken primary("the primary organization of", book);
    for (const auto& tenant : directory.tenants())
      for (const auto& user : tenant.users) {
        const auto draft = memberships_.find(user.number);
        if (draft == memberships_.end()) continue;
        const auto& [invitation, is_primary, invitation_place, primary_place] = draft->second;
        invitations.claim(invitation, invitation_place);
        if (!invitation.empty() && user.user.status != User::Status::pending)
          book.add(invitation_place.place, invitation_place.path, "only a user who is invited has an invitation",
                   "give the user status: Pending");
        if (is_primary) primary.claim(to_lower(user.user.email), primary_place);
      }
  }

  /// Who is pending is invited, users made from templates as well.
  void note_memberships(const fixture::Directory& directory) {
    std::vector<MailedToken> invitations;
    directory.each_user([&](const User& user, fixture::RecordNumber record) {
      const auto draft = memberships_.find(record);
      if (draft != memberships_.end() && draft->second.is_primary) part_->primary_users.insert(user.id);
      if (user.status != User::Status::pending) return;
      MailedToken& row = invitations.emplace_back();
      row.id = mailed_token_id(row.kind, user.id);
      row.user_id = user.id;
      if (draft != memberships_.end()) row.token = draft->second.invitation;
      if (row.token.empty())
        row.token =
            to_base64url(fixture::derive_bytes("invitation", {directory.seed(), user.tenant_id, to_lower(user.email)}));
    });
    part_->invitations = TableBase(std::move(invitations));
  }

  std::unique_ptr<EpilotSeed> part_ = std::make_unique<EpilotSeed>();
  fixture::Notes<std::vector<TokenDraft>> tokens_;
  fixture::Notes<MembershipDraft> memberships_;
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
const std::array user_keys{ShapeKey{"access_tokens", list_of(object(token_shape)), "Tokens of this user.", "[]"},
                           ShapeKey{"epilot", object(membership_shape), "What the user is to epilot alone."}};

}  // namespace

const fixture::Chapter chapter{.root = root_keys, .private_keys = private_keys, .user = user_keys, .begin = [] {
                                 return std::unique_ptr<fixture::ChapterReader>(new Reader);
                               }};

}  // namespace understudy::epilot
