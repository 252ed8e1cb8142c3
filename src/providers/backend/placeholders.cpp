#include "providers/backend/placeholders.h"

#include <algorithm>

#include "base/text.h"

namespace understudy::backend {

namespace {

using Origin = Placeholder::Source;

constexpr std::string_view escape_it = "for the text itself write a backslash before the brace";

bool is_word_end(std::string_view text, size_t at) {
  if (at >= text.size()) return true;
  const char c = text[at];
  return (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '_' && c != '-';
}

std::string written(const Placeholder& placeholder) {
  return cat({"{", to_text(placeholder.source), placeholder.path.empty() ? "" : ".", placeholder.path, "}"});
}

/// "body.items.0.id" of "body.items[0].id", "now.epoch" of "now:epoch": dots for what others write in their place.
std::string with_dots(std::string_view text) {
  std::string dotted;
  for (const char c : text) {
    const bool is_dot = std::string_view(".:/[]").find(c) != std::string_view::npos;
    if (!is_dot) dotted += c;
    if (is_dot && !dotted.ends_with('.')) dotted += '.';
  }
  if (dotted.ends_with('.')) dotted.pop_back();
  return dotted;
}

/// The placeholder that those dots make of a text in braces; nothing where it has them already, or they make none.
std::optional<Placeholder> placeholder_with_dots(std::string_view seeming) {
  const std::string dotted = with_dots(seeming.substr(1, seeming.size() - 2));
  const std::string whole = cat({"{", dotted, "}"});
  return whole == seeming ? std::nullopt : placeholder_within(whole);
}

}  // namespace

PlaceholderCheck::PlaceholderCheck(ComplaintBook& book, std::vector<std::string_view> names)
    : book_(book), names_(std::move(names)) {}

void PlaceholderCheck::check(const Node& node, const Path& path) {
  if (node.is_scalar()) check_text(node, path);
  for (size_t i = 0; i < node.items().size(); ++i) check(node.items()[i], Path(path, i));
  for (const auto& member : node.members()) {
    const Path inner(path, member.name);
    check_name(member, inner);
    check(member.value, inner);
  }
}

void PlaceholderCheck::check_text(const Node& node, const Path& path) {
  if (node.text().find(':') != std::string::npos) check_colons(node, path);
  if (node.text().find('{') == std::string::npos) return;
  for (const auto& piece : split_template(node.text()))
    if (const auto* placeholder = std::get_if<Placeholder>(&piece)) check_placeholder(*placeholder, node, path);
  for (const auto seeming : seeming_placeholders(node.text()))
    complain(node.place(), path, seeming, cat({meant_by(seeming), escape_it}));
}

void PlaceholderCheck::check_placeholder(const Placeholder& placeholder, const Node& node, const Path& path) {
  const bool is_json = placeholder.source == Origin::body || placeholder.source == Origin::claims;
  if (is_json && placeholder.path.find('[') != std::string::npos) {
    const std::string given = written(placeholder);
    return complain(node.place(), path, given, cat({meant_by(given), escape_it}));
  }
  const bool is_of_path = placeholder.source == Origin::path;
  const auto& known = is_of_path ? names_ : known_members(placeholder.source);
  const bool is_open = placeholder.path.empty() || (known.empty() && !is_of_path);
  if (is_open || std::find(known.begin(), known.end(), placeholder.path) != known.end()) return;
  if (book_.is_full()) return book_.count_one_more();
  const std::string_view source = to_text(placeholder.source);
  book_.add(node.place(), path.to_text(),
            is_of_path ? cat({"the path of the route has no ", show(placeholder.path)})
                       : cat({"there is no ", show(written(placeholder))}),
            suggest(placeholder.path, known, is_of_path ? "it has" : cat({source, " has"})));
}

/// Express and many others write a path's parameters so.
void PlaceholderCheck::check_colons(const Node& node, const Path& path) {
  const std::string& text = node.text();
  for (const auto name : names_) {
    const std::string word = cat({":", name});
    for (size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
      const bool begins_here = at == 0 || std::string_view("/: ").find(text[at - 1]) != std::string::npos;
      if (!begins_here || !is_word_end(text, at + word.size())) continue;
      complain(node.place(), path, word,
               cat({"write {path.", name, "}; for the text itself give the parameter another name"}));
      break;
    }
  }
}

void PlaceholderCheck::check_name(const Node::Member& member, const Path& path) {
  for (const auto& piece : split_template(member.name))
    if (const auto* placeholder = std::get_if<Placeholder>(&piece))
      complain(member.place, path, written(*placeholder), "the names of members are not filled in, only their values");
}

void PlaceholderCheck::complain(const Place& place, const Path& path, std::string_view text, std::string hint) {
  if (book_.is_full()) return book_.count_one_more();
  book_.add(place, path.to_text(), cat({show(text), " looks like a placeholder and is none"}), std::move(hint));
}

/// "did you mean {path.id}? ", or nothing.
std::string PlaceholderCheck::meant_by(std::string_view seeming) const {
  if (const auto dotted = placeholder_with_dots(seeming)) return cat({"write ", written(*dotted), "; "});
  if (const auto placeholder = placeholder_within(seeming)) return cat({"write ", written(*placeholder), "; "});
  const std::string_view word = seeming.substr(1, seeming.size() - 2);
  std::vector<std::string> known{"query.NAME", "body", "body.NAME", "claims.NAME", "now"};
  for (const auto name : names_) known.push_back(cat({"path.", name}));
  for (const auto source : {Origin::caller, Origin::now})
    for (const auto member : known_members(source)) known.push_back(cat({to_text(source), ".", member}));
  // A word that is the one half of a placeholder means it, however far the whole is.
  const std::string head = cat({word, "."});
  const std::string tail = cat({".", word.substr(word.rfind('.') + 1)});
  std::vector<std::string> meant;
  for (const auto& each : known)
    if (each.starts_with(head) || each.ends_with(tail)) meant.push_back(cat({"{", each, "}"}));
  if (meant.empty())
    if (const auto nearest = nearest_word(word, {known.begin(), known.end()}))
      meant.push_back(cat({"{", *nearest, "}"}));
  return meant.empty() ? std::string() : cat({"did you mean ", join(meant, ", "), "? "});
}

}  // namespace understudy::backend
