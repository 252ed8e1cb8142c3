#include "providers/epilot/user_changes.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "front/members.h"
#include "providers/epilot/request_body.h"

namespace understudy::epilot {

namespace {

constexpr size_t longest_text = 8 * 1024;         // a signature is HTML
constexpr size_t most_profile_bytes = 32 * 1024;  // of all that is no member of the directory

void require_text(std::string_view name, const Json& value) {
  if (value.text() == nullptr)
    front::refuse_member(cat({name, " is a text"}), "string", std::string(value.type_name()));
  if (value.text()->size() > longest_text)
    front::refuse_member(cat({name, " has at most ", std::to_string(longest_text), " bytes"}), "",
                         std::to_string(value.text()->size()));
}

void require_short_text(std::string_view name, const Json& value) { front::read_text(name, value); }
void require_filled_text(std::string_view name, const Json& value) { front::read_filled_text(name, value); }
void require_flag(std::string_view name, const Json& value) { front::read_flag(name, value); }
void require_texts(std::string_view name, const Json& value) { front::read_texts(name, value); }

void require_object(std::string_view name, const Json& value) {
  if (!value.is_object()) front::refuse_member(cat({name, " is an object"}), "object", std::string(value.type_name()));
}

void require_start_page(std::string_view name, const Json& value) {
  if (!front::read_text(name, value).starts_with("/app"))
    front::refuse_member(cat({name, " begins with /app"}), "/app/dashboard", std::string(shorten(*value.text(), 60)));
}

void require_channel(std::string_view name, const Json& value) {
  const auto channel = front::read_text(name, value);
  constexpr std::array<std::string_view, 3> channels{"canary", "rc", "stable"};
  if (std::find(channels.begin(), channels.end(), channel) == channels.end())
    front::refuse_member(cat({name, " is canary, rc or stable"}), "", std::string(shorten(channel, 40)));
}

/// [{"name":"profileImageName","value":"avatar.png"}]
void require_properties(std::string_view name, const Json& value) {
  const auto is_text = [](const Json* member) { return member != nullptr && member->text() != nullptr; };
  const bool is_list =
      value.is_array() && std::all_of(value.items().begin(), value.items().end(), [&](const Json& one) {
        return is_text(one.find("name")) && is_text(one.find("value"));
      });
  if (!is_list) front::refuse_member(cat({name, " is a list of objects with name and value"}));
}

struct Member {
  std::string_view name;
  void (*require)(std::string_view name, const Json& value);
  bool may_be_null = false;
  std::string User::*of_directory = nullptr;  ///< null: an attribute of the user's
};
constexpr std::array changeable{
    Member{"display_name", require_short_text, true, &User::display_name},
    Member{"phone", require_short_text, true, &User::phone},
    Member{"preferred_language", require_filled_text, false, &User::preferred_language},
    Member{"department", require_text, true},
    Member{"secondary_phone", require_text, true},
    Member{"signature", require_text, true},
    Member{"is_signature_enabled", require_flag, true},
    Member{"custom_start_page", require_start_page, true},
    Member{"custom_navigation", require_text, true},
    Member{"override_release_channel", require_channel, true},
    Member{"feature_preferences", require_object, true},
    Member{"image_uri", require_object, true},
    Member{"favorites", require_object},
    Member{"email_notification_setting", require_object},
    Member{"in_app_notification_setting", require_object},
    Member{"properties", require_properties},
    Member{"tags", require_texts, true},
};
constexpr std::array<std::string_view, 11> set_by_the_api{
    "id",          "organization_id", "created_at",     "activated_at",          "status", "draft_email", "token",
    "mfa_enabled", "has_passkeys",    "phone_verified", "draft_email_expires_at"};

const Member* find_member(std::string_view name) {
  const auto found =
      std::find_if(changeable.begin(), changeable.end(), [&](const Member& row) { return row.name == name; });
  return found == changeable.end() ? nullptr : found;
}

void set_attribute(User& user, const Json::Member& member) {
  if (member.value.is_null())
    user.attributes.remove(member.name);
  else
    user.attributes.set(member.name, member.value);
}

}  // namespace

UserChanges parse_user_changes(std::string_view text) {
  const Json body = parse_object(text);
  UserChanges changes;
  if (body.find("email") != nullptr) changes.email = required_email(body, "email");
  for (const auto& member : body.members()) {
    if (member.name == "totp_enabled") {
      const bool is_wanted = front::read_flag(member.name, member.value);
      changes.forgets_totp = !is_wanted;
      if (is_wanted) changes.fixed.push_back(member);
    } else if (std::find(set_by_the_api.begin(), set_by_the_api.end(), member.name) != set_by_the_api.end()) {
      changes.fixed.push_back(member);
    } else if (const Member* row = find_member(member.name)) {
      if (!member.value.is_null() || !row->may_be_null) row->require(row->name, member.value);
      changes.members.push_back(member);
    }
  }
  return changes;
}

void apply(const UserChanges& changes, const Json& told, User& user) {
  for (const auto& [name, value] : changes.fixed) {
    const Json* now = told.find(name);
    if (now == nullptr ? !value.is_null() : *now != value)
      front::refuse_member(cat({name, " is not for clients to set"}), now == nullptr ? "" : now->dump(),
                           std::string(shorten(value.dump(), 60)));
  }
  for (const auto& member : changes.members) {
    const auto of_directory = find_member(member.name)->of_directory;
    if (of_directory == nullptr)
      set_attribute(user, member);
    else
      user.*of_directory = member.value.is_null() ? std::string() : *member.value.text();
  }
  if (user.display_name.empty()) user.display_name = user.email;
  if (const size_t size = user.attributes.dump().size(); size > most_profile_bytes)
    front::refuse_member(cat({"a user's profile has at most ", std::to_string(most_profile_bytes), " bytes"}), "",
                         std::to_string(size));
}

}  // namespace understudy::epilot
