#include "pages/markup.h"

#include "base/text.h"

namespace understudy::pages {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

std::string_view escaped(char c) {
  switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    default: return {};
  }
}

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7f;
}

}  // namespace

Markup& Markup::add(Literal literal) {
  html_ += literal.text;
  return *this;
}

Markup& Markup::add(const Markup& markup) {
  html_ += markup.html_;
  return *this;
}

Markup& Markup::text(std::string_view text) {
  const bool is_readable = is_utf8(text);
  for (const char c : text) {
    const auto entity = escaped(c);
    if (!entity.empty())
      html_ += entity;
    else if (is_control(c) || (!is_readable && static_cast<unsigned char>(c) >= 0x80))
      html_ += replacement;
    else
      html_ += c;
  }
  return *this;
}

}  // namespace understudy::pages
