#include "providers/cognito/provider_details.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "providers/cognito/exceptions.h"
#include "providers/cognito/settings.h"

namespace understudy::cognito {

namespace {

struct ProviderType {
  std::string_view name;
  bool is_social;
  std::string_view required;   ///< keys, with blanks between them
  std::string_view complaint;  ///< where one is missing
  std::string_view added;      ///< JSON: what the original says of it by itself
  std::string_view username;   ///< the claim that names the user; empty: none is mapped
};

constexpr std::string_view social_keys = "client_id client_secret authorize_scopes";
constexpr std::string_view social_complaint =
    "clientId, clientSecret and authorizeScopes are all required idp details.";

constexpr std::array provider_types{
    // One of two is required of SAML providers, which no list of keys says.
    ProviderType{"SAML", false, "", "", "{}", ""},
    // Unlike the original's, an issuer may be an http address: those that tests bring up mostly are.
    ProviderType{"OIDC", false, "client_id authorize_scopes oidc_issuer attributes_request_method",
                 "clientId, authorizeScopes, oidcIssuer and attributesRequestMethod are all required idp details.",
                 R"({"attributes_url_add_attributes":"false"})", "sub"},
    ProviderType{
        "Google", true, social_keys, social_complaint,
        R"({"attributes_url":"https://people.googleapis.com/v1/people/me?personFields=",)"
        R"("attributes_url_add_attributes":"true","authorize_url":"https://accounts.google.com/o/oauth2/v2/auth",)"
        R"("oidc_issuer":"https://accounts.google.com","token_request_method":"POST",)"
        R"("token_url":"https://www.googleapis.com/oauth2/v4/token"})",
        "sub"},
    ProviderType{"Facebook", true, social_keys, social_complaint,
                 R"({"attributes_url":"https://graph.facebook.com/v17.0/me?fields=",)"
                 R"("attributes_url_add_attributes":"true",)"
                 R"("authorize_url":"https://www.facebook.com/v17.0/dialog/oauth","token_request_method":"GET",)"
                 R"("token_url":"https://graph.facebook.com/v17.0/oauth/access_token"})",
                 "id"},
    ProviderType{"LoginWithAmazon", true, social_keys, social_complaint,
                 R"({"attributes_url":"https://api.amazon.com/user/profile","attributes_url_add_attributes":"false",)"
                 R"("authorize_url":"https://www.amazon.com/ap/oa","token_request_method":"POST",)"
                 R"("token_url":"https://api.amazon.com/auth/o2/token"})",
                 "user_id"},
    ProviderType{"SignInWithApple", true, "client_id private_key team_id key_id",
                 "clientId, privateKey, teamId, and keyId are all required idp details.",
                 R"({"attributes_url_add_attributes":"false",)"
                 R"("authorize_url":"https://appleid.apple.com/auth/authorize",)"
                 R"("oidc_issuer":"https://appleid.apple.com","token_request_method":"POST",)"
                 R"("token_url":"https://appleid.apple.com/auth/token"})",
                 "sub"},
};

const ProviderType* find_type(std::string_view name) {
  const auto* const found = std::find_if(provider_types.begin(), provider_types.end(),
                                         [&](const ProviderType& type) { return type.name == name; });
  return found == provider_types.end() ? nullptr : found;
}

/// The model lets no other pass.
const ProviderType& type_of(std::string_view name) {
  if (const auto* type = find_type(name)) return *type;
  refuse_parameter(cat({"Provider type ", name, " is not known."}));
}

void require_metadata(const Json& given) {
  const bool has_address = !given.text_at("MetadataURL").empty();
  const bool has_file = !given.text_at("MetadataFile").empty();
  if (!has_address && !has_file)
    refuse_parameter("At least one of the MetadataURL or MetadataFile should be provided.");
  if (has_address && has_file) refuse_parameter("Only one of the MetadataURL or MetadataFile should be provided.");
}

}  // namespace

Json provider_details(std::string_view type_name, const Json& given) {
  const auto& type = type_of(type_name);
  if (type.name == "SAML") require_metadata(given);
  if (!type.required.empty())
    for (const auto key : split(type.required, ' '))
      if (given.text_at(key).empty()) refuse_parameter(std::string(type.complaint), std::string(key));
  return completed(given, literal(type.added));
}

Json attribute_mapping(std::string_view type_name, const Json* given) {
  const auto& type = type_of(type_name);
  Json mapping = given == nullptr ? Json() : *given;
  if (!type.username.empty()) mapping.set("username", type.username);
  return mapping;
}

void require_name_of_type(std::string_view name, std::string_view type) {
  const auto* meant = find_type(name);
  const bool is_taken = meant != nullptr && meant->is_social;
  if (name != type && (is_taken || type_of(type).is_social))
    refuse_parameter(cat({"Provider ", name, " cannot be of type ", type, "."}));
}

}  // namespace understudy::cognito
