#include "providers/backend/issuer_keys.h"

#include <array>

#include "base/text.h"
#include "config/binding.h"
#include "config/earlier.h"
#include "config/key_material.h"
#include "config/taken.h"
#include "crypto/published_keys.h"
#include "fixture/formats.h"

namespace understudy::backend {

using namespace config;
using namespace config::shapes;

namespace {

/// Each token of an outside issuer is looked up among all of them.
constexpr size_t most_issuers = 100;

/// A set, one JWK, PEM and a certificate are told apart by their text, so each is taken under either key.
void read_keys_at(const Section& section, std::string_view key, std::string_view wanted, IssuerDraft& draft) {
  const std::string text = read_key_material(section, key);
  if (text.empty()) return;
  std::string why;
  auto published = crypto::parse_published_keys(text, &why);
  if (!published) return section.complain(key, cat({"no ", wanted, " that can be used: ", in_short(why)}));
  draft.issuer.keys = std::move(published->keys);
  draft.issuer.passed_over = std::move(published->passed_over);
  draft.issuer.key_notes = std::move(published->notes);
}

void read_keys_given(const Section& section, IssuerDraft& draft) {
  const bool has_jwks = section.has("jwks");
  const bool has_pem = section.has("pem");
  if (!has_jwks && !has_pem) return;
  draft.has_keys = true;
  if (has_jwks && has_pem) section.complain("pem", "both jwks and pem", "give one of them");
  read_keys_at(section, "jwks", "key set", draft);
  read_keys_at(section, "pem", "public key", draft);
}

constexpr config::Bounds leeways{Milliseconds(0), std::chrono::hours(1), "a leeway is at most 1 hour"};
constexpr std::array user_members{Choice{"email", access::TrustedIssuer::UserMember::email},
                                  Choice{"id", access::TrustedIssuer::UserMember::id}};

constexpr std::array public_key_maps{config::Material::Map{"keys", "A JSON Web Key Set."},
                                     config::Material::Map{"kty", "A JSON Web Key."}};
constexpr config::Material public_keys{"a JSON Web Key Set or a JSON Web Key as a map or as text, or {file: path}",
                                       public_key_maps};
constexpr config::Material public_pem{"a public key as PEM, or {file: path}", {}};

void read_audience(const Section& section, const ShapeKey& key, IssuerDraft& draft) {
  if (section.read(key.name, draft.issuer.audiences) && draft.issuer.audiences.empty() &&
      section.find(key.name)->items().empty())
    section.complain(key.name, "no audience in the list", "leave audience out where none is asked for");
}

void read_tenant_claim(const Section& section, const ShapeKey& key, IssuerDraft& draft) {
  if (section.has("tenant") && section.has(key.name))
    section.complain(key.name, "both tenant and tenant_claim", "give one of them");
  if (section.read(key.name, draft.issuer.tenant_claim)) draft.tenant.reset();
}

constexpr auto issuer_keys = keys_of<IssuerDraft>(
    key<&IssuerDraft::issuer, &access::TrustedIssuer::issuer>(
        "issuer", text(formats::filled), "What stands in the claim iss of its tokens, to the letter.", required),
    ShapeKey{"jwks", key_material(public_keys), "Its public keys, as it publishes them, or one of them."},
    ShapeKey{"pem", key_material(public_pem), "Its public key, or a certificate with it. Instead of jwks."},
    key<&IssuerDraft::issuer, &access::TrustedIssuer::kid_fallback>(
        "kid_fallback", flag,
        "Whether a token whose kid names none of its keys is held against those without a kid. PEM has no kid."),
    duration<std::chrono::seconds, &IssuerDraft::issuer, &access::TrustedIssuer::leeway>(
        "leeway", "How far its clock may differ from that of a world, for exp, nbf and iat: at most 1 hour.", &leeways),
    by<read_audience>("audience", one_or_list_of(text(formats::filled)),
                      "What the claim aud must hold; of several, one of them. Without it, it is not asked for."),
    key<&IssuerDraft::tenant>("tenant", text_or_number(fixture::formats::tenant_reference),
                              "The tenant that all its tokens speak for, by id or slug. Instead of tenant_claim."),
    by<read_tenant_claim>("tenant_claim", text(formats::filled), "The claim that holds the id or slug of the tenant.",
                          "\"org_id\""),
    key<&IssuerDraft::issuer, &access::TrustedIssuer::user_claim>("user_claim", text(formats::filled),
                                                                  "The claim that says who the user is."),
    choice<user_members, &IssuerDraft::issuer, &access::TrustedIssuer::user_member>(
        "user_by", "What of the user stands in that claim."));

void read_issuer(const Section& section, IssuerDraft& draft) {
  draft.itself = section.spot({});
  read_keys_given(section, draft);
  read_keys(section, issuer_keys, draft);
  section.note("issuer", draft.name);
}

}  // namespace

constinit const ObjectShape issuer_shape{
    "trusted_issuer", "An outside issuer whose tokens are taken, and for whom they speak. It has jwks or pem.",
    issuer_keys};

void read_trusted_issuers(const Section& root, std::vector<IssuerDraft>& issuers) {
  Earlier earlier;
  for (const auto& draft : issuers) earlier.add({}, {draft.issuer.issuer});
  root.each("trusted_issuers", [&](const Section& section) {
    std::string name;
    section.read("issuer", name);
    const auto position = earlier.take({}, {name});
    read_issuer(section, position ? issuers[*position] : issuers.emplace_back());
  });
}

void settle_trusted_issuers(std::vector<IssuerDraft>& issuers, fixture::Directory& directory,
                            config::ComplaintBook& book) {
  Taken names("the issuer", book);
  for (auto& draft : issuers) {
    if (draft.tenant)
      if (const Tenant* tenant = directory.find_tenant(*draft.tenant)) draft.issuer.tenant_id = tenant->id;
    names.claim(draft.issuer.issuer, draft.name);
    if (!draft.has_keys) book.add(draft.itself.place, draft.itself.path, "an issuer needs keys", "give jwks or pem");
  }
  if (issuers.size() <= most_issuers) return;
  const Spot& spot = issuers[most_issuers].itself;
  book.add(spot.place, spot.path, cat({"more than ", std::to_string(most_issuers), " trusted issuers"}));
}

}  // namespace understudy::backend
