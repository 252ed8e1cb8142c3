#include "front/members.h"

#include <algorithm>

#include "base/refusal.h"
#include "base/text.h"

namespace understudy::front {

void refuse_member(std::string rule, std::string expected, std::string got) {
  throw Refusal{Reason::invalid_request, std::move(rule), std::move(expected), std::move(got)};
}

std::string read_text(std::string_view name, const Json& value) {
  if (value.text() == nullptr) refuse_member(cat({name, " is a text"}), "string", std::string(value.type_name()));
  if (value.text()->size() > longest_token_text)
    refuse_member(cat({name, " has at most ", std::to_string(longest_token_text), " bytes"}), "",
                  std::to_string(value.text()->size()));
  return *value.text();
}

std::string read_filled_text(std::string_view name, const Json& value) {
  auto text = read_text(name, value);
  if (text.empty()) refuse_member(cat({name, " is not empty"}));
  return text;
}

bool read_flag(std::string_view name, const Json& value) {
  if (value.boolean() == nullptr)
    refuse_member(cat({name, " is true or false"}), "boolean", std::string(value.type_name()));
  return *value.boolean();
}

std::vector<std::string> read_texts(std::string_view name, const Json& value) {
  constexpr size_t most_items = 100;
  constexpr size_t most_bytes = 8 * 1024;
  if (!value.is_array()) refuse_member(cat({name, " is a list of texts"}), "array", std::string(value.type_name()));
  if (value.items().size() > most_items)
    refuse_member(cat({name, " has at most ", std::to_string(most_items), " items"}));
  std::vector<std::string> texts;
  size_t bytes = 0;
  for (const auto& item : value.items()) {
    auto text = read_text(cat({"an item of ", name}), item);
    if ((bytes += text.size()) > most_bytes)
      refuse_member(cat({name, " has at most ", std::to_string(most_bytes), " bytes in all"}));
    if (std::find(texts.begin(), texts.end(), text) == texts.end()) texts.push_back(std::move(text));
  }
  return texts;
}

std::vector<std::string> read_filled_texts(std::string_view name, const Json& value) {
  auto texts = read_texts(name, value);
  if (std::find(texts.begin(), texts.end(), "") != texts.end())
    refuse_member(cat({"an item of ", name, " is not empty"}));
  return texts;
}

}  // namespace understudy::front
