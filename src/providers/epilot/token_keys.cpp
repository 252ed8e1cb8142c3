#include "providers/epilot/token_keys.h"

#include <algorithm>
#include <array>

#include "base/encoding.h"
#include "base/text.h"
#include "config/binding.h"
#include "config/characters.h"
#include "config/earlier.h"
#include "config/typed_keys.h"
#include "fixture/formats.h"
#include "fixture/record_ids.h"
#include "fixture/record_times.h"
#include "providers/epilot/token_types.h"

namespace understudy::epilot {

using namespace config;
using namespace config::shapes;

namespace {

using Type = AccessToken::Type;

constexpr size_t id_length = 21;

constexpr StoredTypes all_stored = stored_types_where([](const TokenType& /*type*/) { return true; });
/// Those that are stored; tokens of type contact_identification never are.
constexpr auto stored_types = [] {
  std::array<Choice<Type>, all_stored.count> stored{};
  for (size_t i = 0; i < stored.size(); ++i) stored[i] = {row_of(all_stored.types[i]).name, all_stored.types[i]};
  return stored;
}();

bool is_token_id(std::string_view text) {
  using namespace config::characters;
  return std::any_of(stored_types.begin(), stored_types.end(), [&](const auto& type) {
    return text.starts_with(type.word) && text.substr(type.word.size()).starts_with('_') &&
           all_of(text.substr(type.word.size() + 1), id_length, id_length, is_word);
  });
}

const TextFormat token_id{"a token's type and \"_\", such as \"api_\", and 21 of the characters A-Z a-z 0-9 _ -",
                          "^(api|journey|portal|assume|app|portal_preview)_[A-Za-z0-9_-]{21}$", is_token_id};

constexpr bool needs(const TokenType& type, std::string_view key) {
  return std::find(type.required.begin(), type.required.end(), key) != type.required.end();
}
constexpr StoredTypes stored_types_that_need(std::string_view key) {
  return stored_types_where([&](const TokenType& type) { return needs(type, key); });
}

constexpr auto journey_tokens = stored_types_that_need("journey_id");
constexpr auto portal_tokens = stored_types_that_need("portal_id");
constexpr auto portal_user_tokens = stored_types_that_need("portal_user_id");
constexpr auto tokens_with_roles = stored_types_where([](const TokenType& type) { return type.carries_roles; });

constexpr std::array typed_keys{
    TypedKey<Type>{"journey_id", journey_tokens},         TypedKey<Type>{"portal_id", portal_tokens},
    TypedKey<Type>{"portal_user_id", portal_user_tokens}, TypedKey<Type>{"roles", tokens_with_roles},
    TypedKey<Type>{"read_only", tokens_with_roles},       TypedKey<Type>{"anonymize", tokens_with_roles},
};

/// What a token of some types is bound to.
struct BoundKey {
  std::string_view key;
  std::string AccessToken::*member;
};

constexpr std::array bound_keys{
    BoundKey{"journey_id", &AccessToken::journey_id},
    BoundKey{"portal_id", &AccessToken::portal_id},
    BoundKey{"portal_user_id", &AccessToken::portal_user_id},
};

constexpr auto token_keys = keys_of<TokenDraft>(
    key<&TokenDraft::token, &AccessToken::name>("name", text(formats::filled), "What the token is called.", required),
    choice<stored_types, &TokenDraft::token, &AccessToken::type>(
        "type", "What kind of token this is. Those of type contact_identification are never stored."),
    key<&TokenDraft::token, &AccessToken::id>(
        "id", text(token_id),
        "The token's id, which begins with its type. "
        "Default: one that follows from the seed and the token's user, type and name."),
    key<&TokenDraft::token, &AccessToken::journey_id>(
        "journey_id", text(formats::filled), "Of a journey token, which needs it: the journey that it is good for."),
    key<&TokenDraft::token, &AccessToken::portal_id>(
        "portal_id", text(formats::filled), "Of a portal or portal_preview token, which needs it: the portal."),
    key<&TokenDraft::token, &AccessToken::portal_user_id>(
        "portal_user_id", text(formats::filled),
        "Of a portal_preview token, which needs it: as which portal user the portal is seen."),
    key<&TokenDraft::roles>(
        "roles", list_of(text(fixture::formats::role_reference)),
        "Of an api, assume or app token: the roles that it carries. Default: those of its user; an empty list: none."),
    key<&TokenDraft::token, &AccessToken::expires_at>(
        "expires", text(formats::time), "When the token expires: a time, or a distance such as +90d. Default: never."),
    key<&TokenDraft::created_at>("created_at", text(formats::time),
                                 "When the token was created. Default: 2026-01-01T00:00:00Z."),
    key<&TokenDraft::token, &AccessToken::read_only>(
        "read_only", flag, "Of an api, assume or app token: whether it may only view, export and download."),
    key<&TokenDraft::token, &AccessToken::anonymize>(
        "anonymize", flag, "Of an api, assume or app token: whether what it reads is anonymized."),
    key<&TokenDraft::is_revoked>("revoked", flag, "Whether the token has been revoked."),
    key<&TokenDraft::token, &AccessToken::is_system_made>(
        "system", flag, "Whether the platform made the token: lists leave it out unless they are asked for its type."));

void read_token(const Section& section, TokenDraft& draft) {
  read_keys(section, token_keys, draft);
  draft.itself = section.spot({});
  section.note("id", draft.id);
  section.note("expires", draft.expires);
  // Whether the token has such a type is asked once all sources are read.
  for (auto& key : section.given(typed_keys)) draft.typed_keys.push_back(std::move(key));
  if (section.is_misfit() || section.has_misfit("type")) draft.has_unread_keys = true;
  for (const auto& row : typed_keys)
    if (section.has_misfit(row.key)) draft.has_unread_keys = true;
}

void check_type(const TokenDraft& draft, ComplaintBook& book) {
  const AccessToken& token = draft.token;
  check_typed_keys(book, typed_keys, draft.typed_keys, token.type, "token");
  for (const auto& bound : bound_keys)
    if (needs(row_of(token.type), bound.key) && (token.*bound.member).empty())
      book.add(
          draft.itself.place, draft.itself.path,
          cat({"the key ", show(bound.key), " is missing, which a token of type ", to_text(token.type), " needs"}));
  const std::string prefix = cat({to_text(token.type), "_"});
  if (draft.id.is_set() && (!token.id.starts_with(prefix) || token.id.size() != prefix.size() + id_length))
    book.add(draft.id.place, draft.id.path,
             cat({"the id of a token of type ", to_text(token.type), " is ", show(prefix), " and 21 characters"}));
}

void settle_times(TokenDraft& draft, const SeedTime& usual, ComplaintBook& book) {
  AccessToken& token = draft.token;
  token.created_at =
      draft.created_at.value_or(token.expires_at ? fixture::beginning_before(*token.expires_at, usual) : usual);
  if (draft.is_revoked)
    token.revoked_at = token.created_at.kind == SeedTime::Kind::absolute ? token.created_at.instant : usual.instant;
  const auto& end = token.expires_at;
  if (draft.created_at && end && end->kind == token.created_at.kind && !fixture::is_after(*end, token.created_at))
    book.add(draft.expires.place, draft.expires.path, "the token expires before it is created",
             "for a token that has expired, give both in the past, or leave created_at out");
}

}  // namespace

const ObjectShape token_shape{"access_token", "A token of epilot's that is ready when the world starts.", token_keys};

void read_tokens(const Section& user, std::vector<TokenDraft>& tokens) {
  Earlier earlier;
  for (const auto& draft : tokens) earlier.add(draft.token.id, {draft.token.name});
  user.each("access_tokens", [&](const Section& section) {
    std::string id;
    std::string name;
    section.read("id", id);
    section.read("name", name);
    const auto position = earlier.take(id, {name});
    read_token(section, position ? tokens[*position] : tokens.emplace_back());
  });
}

void settle_tokens(std::vector<TokenDraft>& tokens, const fixture::TenantDraft& tenant, const fixture::UserDraft& user,
                   fixture::Directory& directory, Taken& ids, ComplaintBook& book) {
  // Of tenant and e-mail rather than of the user's id, so that giving the user an id moves no token's.
  const std::string owner = cat({tenant.tenant.id, " ", to_lower(user.user.email)});
  for (auto& draft : tokens) {
    AccessToken& token = draft.token;
    token.tenant_id = tenant.tenant.id;
    token.user_id = user.user.id;
    if (token.id.empty())
      token.id = ids.derive(cat({owner, " ", to_text(token.type), " ", token.name}), [&](uint64_t attempt) {
        return derive_token_id(token.type, directory.seed(), owner, token.name, attempt);
      });
    settle_times(draft, directory.usual_beginning(), book);
    if (carries_roles(token.type))
      token.assignments = draft.roles ? directory.resolve_roles(tenant, *draft.roles) : user.user.roles;
    if (!draft.has_unread_keys) check_type(draft, book);
  }
}

std::string derive_token_id(AccessToken::Type type, std::string_view seed, std::string_view owner,
                            std::string_view name, uint64_t attempt) {
  const std::string bytes = fixture::derive_bytes("access_token", {seed, owner, name, attempt});
  return cat({to_text(type), "_", to_base64url(bytes).substr(0, id_length)});
}

}  // namespace understudy::epilot
