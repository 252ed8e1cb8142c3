// The frame of every page: one heading, one style, no script but one that is named here, and the headers that keep it
// from being framed, cached or added to. Looks and works the same with a keyboard alone.
#pragma once

#include <string_view>

#include "http/message.h"
#include "pages/markup.h"

namespace understudy::pages {

/// A form stands in one card; a wide page has cards of its own.
enum class Layout { form, wide };

/// What a page runs once it is there. The text and its digest go together: the digest is what lets a browser run it. It
/// may ask this server alone.
struct Script {
  Markup::Literal text;
  std::string_view digest;  ///< SHA-256 of the text, in base64
};

/// `title` is the page's heading and, before the name of the `site`, its title. `script` may be null. The same values
/// give the same bytes.
http::Reply page(int status, std::string_view title, std::string_view site, const Markup& content,
                 Layout layout = Layout::form, const Script* script = nullptr);

/// 302 to a path or an address that is fit for a header.
http::Reply redirect(std::string_view location);

}  // namespace understudy::pages
