// The Filter of ListUsers: one attribute, compared with a value that it equals or begins with.
//
//   email = "anna@acme.test"      "family_name"^="Re"      cognito:user_status = 'CONFIRMED'
#pragma once

#include <string>
#include <string_view>

#include "providers/cognito/accounts.h"

namespace understudy::cognito {

class UserFilter {
 public:
  /// An empty text fits everybody. Throws InvalidParameterException where it is no filter, or of an attribute that
  /// cannot be searched.
  static UserFilter parse(std::string_view text);

  /// What somebody has of its attribute; an empty value fits nothing but a filter that fits everybody.
  bool fits(std::string_view value) const;
  /// By which lists are sorted; empty: they are not.
  std::string_view attribute() const { return attribute_; }

 private:
  enum class Comparison { equals, begins_with };

  std::string attribute_;
  Comparison comparison_ = Comparison::equals;
  bool is_case_sensitive_ = false;
  std::string value_;  ///< in lower case where that does not matter
};

/// What a filter compares: of "username", "status" and "cognito:user_status" too. Empty where there is none. The
/// account is looked at only where the directory does not tell, since most accounts are made anew by that.
std::string searchable_value(const WorldState& state, const Pool& pool, const User& user, std::string_view attribute);

}  // namespace understudy::cognito
