#include "providers/shiftiq/return_url.h"

#include <algorithm>
#include <optional>

#include "base/encoding.h"
#include "base/text.h"
#include "http/url.h"
#include "providers/shiftiq/admitted_origins.h"
#include "providers/shiftiq/session_cookie.h"

namespace understudy::shiftiq {

namespace {

constexpr size_t longest = 2048;

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

Refusal leads_away(std::string_view got) {
  return {Reason::invalid_request, "The return address leads to a place where this server sends nobody",
          "a path on this server, or an address of an allowed origin", std::string(got)};
}

/// Browsers take a backslash for a slash, and take tabs and line breaks out, so that "/\t/x" is "//x" to them.
bool has_trick(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return is_control(c) || c == '\\'; });
}

/// Blanks and what is not ASCII, as browsers encode them.
std::string fit_for_header(std::string_view text) {
  constexpr std::string_view encoded = " \"<>^`{|}";
  std::string fit;
  for (const char c : text) {
    const bool stays = static_cast<unsigned char>(c) < 0x80 && encoded.find(c) == std::string_view::npos;
    fit += stays ? std::string(1, c) : percent_encode(std::string_view(&c, 1));
  }
  return fit;
}

/// A path that stays where it stands: no other host, no way up, no other world.
bool stays_here(std::string_view path) {
  if (!path.starts_with('/') || path.starts_with("//") || has_trick(path)) return false;
  const auto segments = split(path.substr(1), '/');
  if (segments.front() == "w" && segments.size() > 1) return false;
  return std::none_of(segments.begin(), segments.end(), [](auto part) { return part == "." || part == ".."; });
}

/// Whoever stands between us and the browser may decode a path, so it must stay here however often that is done.
bool stays_here_decoded(std::string_view given) {
  constexpr int most_rounds = 4;
  std::string path(given.substr(0, given.find_first_of("?#")));
  for (int round = 0; round < most_rounds; ++round) {
    if (!stays_here(path)) return false;
    auto decoded = percent_decode(path);
    if (!decoded) return round > 0;
    if (*decoded == path) return true;
    path = std::move(*decoded);
  }
  return false;
}

std::string within_world(const front::Visit& visit, std::string_view given) {
  const std::string world = visit.path_here("");
  auto rest = given;
  if (!world.empty() && rest.starts_with(cat({world, "/"}))) rest.remove_prefix(world.size());
  if (!stays_here_decoded(rest)) throw leads_away("a path that leads away");
  return cat({world, fit_for_header(rest)});
}

bool is_own(const front::Visit& visit, const std::string& origin) {
  return origin == http::origin_of(visit.base) || origin == http::origin_of(visit.here());
}

/// What stands behind the host.
std::string path_of(std::string_view address) {
  const auto rest = address.substr(address.find("://") + 3);
  const auto path = rest.substr(std::min(rest.find_first_of("/?#"), rest.size()));
  return path.starts_with('/') ? std::string(path) : cat({"/", path});
}

}  // namespace

std::string checked_return_url(const front::Visit& visit, std::string_view given) {
  if (given.size() > longest || has_trick(given)) throw leads_away("an address with characters that belong in none");
  if (given.starts_with('/')) return within_world(visit, given);
  const auto origin = http::origin_of(given);
  if (!origin) throw leads_away("no address");
  if (is_own(visit, *origin)) return cat({*origin, within_world(visit, path_of(given))});
  if (!shift_admits_page(visit.world.seed(), *origin)) throw leads_away(*origin);
  return fit_for_header(given);
}

std::string with_token(std::string_view address, std::string_view token) {
  const auto whole = address.substr(0, address.find('#'));
  const std::string_view joint = whole.find('?') == std::string_view::npos ? "?" : "&";
  return cat({whole, joint, "token=", percent_encode(token), address.substr(whole.size())});
}

}  // namespace understudy::shiftiq
