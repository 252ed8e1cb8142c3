#include "config/shape_advice.h"

#include <algorithm>
#include <array>
#include <span>

#include "base/text.h"
#include "config/invisible.h"
#include "config/shape_fit.h"

namespace understudy::config {

namespace {

using Kind = Type::Kind;

constexpr std::array<std::string_view, 5> true_words{"true", "yes", "on", "y", "1"};
constexpr std::array<std::string_view, 5> false_words{"false", "no", "off", "n", "0"};

/// What other formats, and YAML 1.1, take for a truth value.
std::string hint_at_flag(const std::string& text) {
  const auto is_meant = [&](std::string_view word) { return equal_ignoring_case(text, word); };
  if (std::any_of(true_words.begin(), true_words.end(), is_meant)) return "write true";
  if (std::any_of(false_words.begin(), false_words.end(), is_meant)) return "write false";
  return {};
}

/// A number of seconds, or a distance without its sign.
std::string hint_at_unit(const std::string& text, const TextFormat& format) {
  if (&format != &formats::time && &format != &formats::duration) return {};
  // So many seconds count from 1970, and are no length of time.
  constexpr size_t digits_of_an_epoch = 10;
  if (text.size() >= digits_of_an_epoch && parse_number(text)) return {};
  for (const auto& meant : {text + "s", "+" + text, "+" + text + "s"})
    if (format.matches(meant)) return cat({"did you mean ", show(meant), "?"});
  return {};
}

std::string hint_at_text(const Node& node, const TextFormat& format) {
  if (!is_text_node(node) && format.matches(node.text())) return cat({"write it in quotes: ", show(node.text())});
  return hint_at_unit(node.text(), format);
}

std::string hint_at_word(const Node& node, std::span<const std::string_view> words) {
  const std::string text = without_invisible(node.text());
  const auto nearest = nearest_word(text, {words.begin(), words.end()});
  if (!nearest || !is_text_node(node)) return {};
  // "Inactive" is as near to "Active" as a slip, and means the opposite.
  const bool is_longer = text.size() > nearest->size();
  if (is_longer && equal_ignoring_case(text.substr(text.size() - nearest->size()), *nearest)) return {};
  return cat({"did you mean ", show(*nearest), "?"});
}

std::string hint_at_list(const Node& node, Type type) {
  type.count = Type::Count::one;
  const bool holds_text = type.kind == Kind::text || type.kind == Kind::word;
  if (!holds_text || !node.is_scalar()) return {};
  if (fits_scalar(Node(Node::Kind::quoted, node.place(), node.text()), type))
    return cat({"write it in brackets: [", show(node.text()), "]"});
  return "a list stands in brackets: [a, b]";
}

bool fits_without_quotes(const Node& node, const Type& type) {
  return node.kind() == Node::Kind::quoted && fits_scalar(Node(Node::Kind::plain, node.place(), node.text()), type);
}

std::vector<std::string_view> key_names(const ObjectShape& shape) {
  std::vector<std::string_view> names;
  for (const auto& key : shape.keys) names.push_back(key.name);
  return names;
}

/// A map of the fixture, and the way there: `tenants[].users[]`.
struct Home {
  const ObjectShape* shape;
  std::string path;
};

/// The maps right below one.
std::vector<Home> below(const Home& home) {
  std::vector<Home> homes;
  for (const auto& key : home.shape->keys) {
    if (key.type.kind != Kind::object) continue;
    Home next{key.type.object, home.path};
    append_key(next.path, key.name);
    if (key.type.count == Type::Count::list || key.type.count == Type::Count::one_or_list) next.path += "[]";
    homes.push_back(std::move(next));
  }
  return homes;
}

bool has_key(const Home& home, std::string_view name) {
  const auto names = key_names(*home.shape);
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// The maps at and below `top` that have such a key, the nearest first.
std::vector<Home> homes_of(std::string_view name, Home top) {
  std::vector<Home> all{std::move(top)};
  for (size_t i = 0; i < all.size(); ++i)
    for (auto& next : below(Home(all[i]))) all.push_back(std::move(next));
  std::erase_if(all, [&](const Home& home) { return !has_key(home, name); });
  return all;
}

constexpr const char* at_the_top = "at the top of the fixture";

/// "under a tenant (tenants[])"
std::string describe(const Home& home) {
  if (home.path.empty()) return at_the_top;
  std::string name(home.shape->name);
  std::replace(name.begin(), name.end(), '_', ' ');
  const bool is_plural = name.ends_with('s');
  const bool has_vowel = std::string_view("aeio").find(name.front()) != std::string_view::npos;
  return cat({"under ", is_plural ? "" : has_vowel ? "an " : "a ", name, " (", home.path, ")"});
}

/// Where the key belongs: below this map, else anywhere. Empty for one that belongs nowhere, or almost everywhere.
std::string hint_at_home(const std::string& name, const ObjectShape& shape, const Path& path, const ObjectShape& root) {
  auto homes = homes_of(name, {&shape, path.to_text()});
  if (homes.empty()) homes = homes_of(name, {&root, {}});
  constexpr size_t most = 4;
  if (homes.empty() || homes.size() > most) return {};
  std::string text = "it belongs ";
  for (size_t i = 0; i < homes.size(); ++i)
    text += cat({i == 0 ? "" : i + 1 == homes.size() ? " or " : ", ", describe(homes[i])});
  return text;
}

}  // namespace

std::string hint_for(const Node& node, const Type& type) {
  if (node.kind() == Node::Kind::null) return "give the key a value or leave it out";
  if (type.count == Type::Count::list) return hint_at_list(node, type);
  if (!node.is_scalar()) return {};
  switch (type.kind) {
    case Kind::text:
    case Kind::text_or_number: return hint_at_text(node, *type.format);
    case Kind::word: return hint_at_word(node, type.words);
    case Kind::number:
    case Kind::one_number:
    case Kind::flag:
      if (fits_without_quotes(node, type)) return "write it without quotes";
      return type.kind == Kind::flag ? hint_at_flag(node.text()) : std::string();
    default: return {};
  }
}

std::string hint_for_unknown(const std::string& name, const ObjectShape& shape, const Path& path,
                             const ObjectShape& root) {
  const auto names = key_names(shape);
  const size_t colon = name.find(':');
  if (std::find(names.begin(), names.end(), name.substr(0, colon)) != names.end()) return "a blank follows the colon";
  const std::string meant(trim(without_invisible(name)));
  std::string here = suggest(meant, names, cat({"the keys of ", shape.name, " are"}));
  // What a map of key material holds says nothing of the fixture.
  if (here.starts_with("did you mean") || &shape == &key_file_shape()) return here;
  if (name.starts_with(root.free_prefix)) return cat({"it belongs ", at_the_top});
  // "acme: {api: …}" for "acme.api: …"
  std::vector<std::string> longer;
  for (const auto key : names)
    if (key.starts_with(cat({meant, "."}))) longer.emplace_back(key);
  if (!longer.empty()) return cat({"write it in one word: ", join(longer, ", ")});
  std::string elsewhere = hint_at_home(meant, shape, path, root);
  if (!elsewhere.empty()) return elsewhere;
  return shape.free_prefix.empty() ? here : cat({here, ", and what begins with ", shape.free_prefix});
}

}  // namespace understudy::config
