// Texts of a protected route with placeholders in them. This splits a text into its pieces, without knowing any
// request; what a placeholder stands for, who answers the route finds out.
//
//   {path.id}  {query.q}  {body}  {body.name.first}  {claims.sub}  {caller.user_id}  {now}  {now.epoch}
//
// All else in braces is plain text, so that a text may hold JSON. A backslash before what is or looks like a
// placeholder makes plain text of it, and goes: "\{path.id}" is "{path.id}".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace understudy {

struct Placeholder {
  enum class Source { path, query, body, claims, caller, now };
  Source source = Source::now;
  std::string path;  ///< what follows the source and its dot; empty for {body} and {now}

  bool operator==(const Placeholder&) const = default;
};

/// The source's word: "path".
std::string_view to_text(Placeholder::Source source);

/// What may follow "caller." and "now."; empty for the other sources, whose names the text or the request gives.
const std::vector<std::string_view>& known_members(Placeholder::Source source);

/// Plain text, never empty, or a placeholder.
using Piece = std::variant<std::string, Placeholder>;

/// Takes one pass over the text, and gives at most as many pieces as it has braces, and one more.
std::vector<Piece> split_template(std::string_view text);

/// The parts of the text that look like placeholders and are none, as they stand there: "{caller}", "{ path.id }",
/// "{{path.id}}", "{params.id}".
std::vector<std::string_view> seeming_placeholders(std::string_view text);

/// Of one of those the placeholder within; nothing where blanks and second braces are not all that is wrong with it.
std::optional<Placeholder> placeholder_within(std::string_view seeming);

}  // namespace understudy
