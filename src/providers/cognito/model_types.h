// The types that members of more than one structure share, and those of single texts and numbers, by the names of the
// service's model: UserPoolIdType is user_pool_id. For the files of tables alone.
#pragma once

#include <array>

#include "providers/cognito/model.h"

namespace understudy::cognito::types {

inline constexpr bool required = true;

constexpr MemberType text_of(int32_t least, int32_t most, Pattern pattern = Pattern::any) {
  return {.pattern = pattern, .least = least, .most = most};
}
constexpr MemberType secret_of(int32_t least, int32_t most, Pattern pattern = Pattern::any) {
  return {.is_sensitive = true, .pattern = pattern, .least = least, .most = most};
}
constexpr MemberType number_of(int32_t least, int32_t most) {
  return {.kind = MemberKind::whole_number, .least = least, .most = most};
}
constexpr MemberType one_of(std::span<const std::string_view> words) { return {.words = words}; }
constexpr MemberType list_of(const MemberType& item, int32_t least = unlimited, int32_t most = unlimited) {
  return {.kind = MemberKind::list, .least = least, .most = most, .item = &item};
}
constexpr MemberType map_of(const MemberType& key, const MemberType& value, bool is_sensitive = false) {
  return {.kind = MemberKind::map, .is_sensitive = is_sensitive, .item = &value, .key = &key};
}
constexpr MemberType structure_of(std::span<const Member> members) {
  return {.kind = MemberKind::structure, .structure = {members}};
}

template <typename... Texts>
constexpr auto words_of(Texts... words) {
  return std::array<std::string_view, sizeof...(Texts)>{words...};
}

inline constexpr MemberType flag{.kind = MemberKind::flag};
inline constexpr MemberType integer{.kind = MemberKind::whole_number};
inline constexpr MemberType date{.kind = MemberKind::moment};
inline constexpr MemberType string = text_of(0, 131072);
inline constexpr MemberType string_map = map_of(string, string);
inline constexpr MemberType client_metadata = map_of(string, string);

inline constexpr MemberType arn = text_of(20, 2048, Pattern::arn);
inline constexpr MemberType attribute_name = text_of(1, 32, Pattern::printable);
inline constexpr MemberType attribute_name_list = list_of(attribute_name);
inline constexpr MemberType attribute_value = secret_of(unlimited, 2048);
// Sensitive to the SDKs, but public reports show that the service prints it.
inline constexpr MemberType client_id = text_of(1, 128, Pattern::client_id);
inline constexpr MemberType client_secret = secret_of(24, 64, Pattern::client_id);
inline constexpr MemberType confirmation_code = text_of(1, 2048, Pattern::unbroken);
inline constexpr MemberType description = text_of(unlimited, 2048);
inline constexpr MemberType domain = text_of(1, 63, Pattern::domain);
inline constexpr MemberType group_name = text_of(1, 128, Pattern::printable);
inline constexpr MemberType pagination_key = text_of(1, 131072, Pattern::unbroken);
inline constexpr MemberType password = secret_of(unlimited, 256, Pattern::password);
inline constexpr MemberType password_or_none = secret_of(unlimited, 256, Pattern::password_or_empty);
inline constexpr MemberType provider_name = text_of(1, 32, Pattern::name_of_provider);
inline constexpr MemberType query_limit = number_of(0, 60);
inline constexpr MemberType query_limit_from_one = number_of(1, 60);
inline constexpr MemberType region_code = text_of(5, 32);
inline constexpr MemberType scope = text_of(1, 256, Pattern::printable_ascii);
inline constexpr MemberType scope_list = list_of(scope, unlimited, 50);
inline constexpr MemberType token = secret_of(unlimited, unlimited, Pattern::token);
inline constexpr MemberType user_pool_id = text_of(1, 55, Pattern::user_pool_id);
inline constexpr MemberType username = secret_of(1, 128, Pattern::printable);

// Words stand in the order in which public reports show that the service lists them, else in that of its model.
inline constexpr auto oauth_flow_words = words_of("code", "implicit", "client_credentials");
inline constexpr MemberType oauth_flow = one_of(oauth_flow_words);
inline constexpr MemberType oauth_flows = list_of(oauth_flow, 0, 3);

inline constexpr Member attribute_members[]{
    {"Name", &attribute_name, required},
    {"Value", &attribute_value},
};
inline constexpr MemberType attribute = structure_of(attribute_members);
inline constexpr MemberType attribute_list = list_of(attribute);

}  // namespace understudy::cognito::types
