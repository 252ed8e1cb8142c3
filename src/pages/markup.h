// HTML under construction. Markup stands in the program as literals; whatever is inserted is text, which is escaped
// here and nowhere else, for elements and quoted attributes alike.
#pragma once

#include <string>
#include <string_view>

namespace understudy::pages {

class Markup {
 public:
  /// What the program itself says: nothing that is only known while it runs can become one.
  struct Literal {
    consteval Literal(const char* literal) : text(literal) {}
    std::string_view text;
  };

  Markup() = default;
  Markup(Literal literal) : html_(literal.text) {}

  Markup& add(Literal literal);
  Markup& add(const Markup& markup);
  /// What is no UTF-8, and control characters, become U+FFFD.
  Markup& text(std::string_view text);

  bool empty() const { return html_.empty(); }
  const std::string& html() const { return html_; }

 private:
  std::string html_;
};

}  // namespace understudy::pages
