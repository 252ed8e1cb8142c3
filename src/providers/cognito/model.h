// The model of the user pools API, as far as Understudy emulates it: what each operation takes, as tables of
// structures, their members, and the types that members share. Names and limits are those that the service publishes;
// all of it is data, and validation.h holds requests to it.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "providers/cognito/model_patterns.h"

namespace understudy::cognito {

enum class MemberKind : uint8_t {
  text,
  flag,
  whole_number,
  moment,     ///< seconds since 1970, with a fraction or without
  document,   ///< any JSON
  structure,  ///< an object with the members that its table names
  list,
  map  ///< an object of names that the caller chooses
};

struct Member;

struct Structure {
  std::span<const Member> members;  ///< in the order in which the service writes them

  /// The member of that name, or null.
  const Member* find(std::string_view name) const;
};

/// A limit that is none.
inline constexpr int32_t unlimited = -1;

/// What members share: "UserPoolIdType".
struct MemberType {
  MemberKind kind = MemberKind::text;
  bool is_sensitive = false;  ///< its value is in no message
  Pattern pattern = Pattern::any;
  // Of a text's length in UTF-16 units, a number's value, a list's items.
  int32_t least = unlimited;
  int32_t most = unlimited;
  std::span<const std::string_view> words = {};  ///< what a text may be; none: anything
  Structure structure = {};                      ///< what a structure is
  const MemberType* item = nullptr;              ///< of a list's items and a map's values
  const MemberType* key = nullptr;               ///< of a map's names, which are texts
};

struct Member {
  std::string_view name;  ///< "UserPoolId"
  const MemberType* type;
  bool is_required = false;
};

/// What the operation of that name ("SignUp") takes; null where Understudy emulates none of that name.
const Structure* input_of(std::string_view operation);

// What describes a user pool and an app client in answers.
extern const Structure user_pool;
extern const Structure user_pool_client;

}  // namespace understudy::cognito
