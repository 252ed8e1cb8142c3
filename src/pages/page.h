// The frame of every page: one heading, one style, no script, and the headers that keep it from being framed, cached or
// added to. Looks and works the same with a keyboard alone.
#pragma once

#include <string_view>

#include "http/message.h"
#include "pages/markup.h"

namespace understudy::pages {

/// A form stands in one card; a wide page has cards of its own.
enum class Layout { form, wide };

/// `title` is the page's heading and, before the name of the `site`, its title. The same values give the same bytes.
http::Reply page(int status, std::string_view title, std::string_view site, const Markup& content,
                 Layout layout = Layout::form);

/// 302 to a path or an address that is fit for a header.
http::Reply redirect(std::string_view location);

}  // namespace understudy::pages
