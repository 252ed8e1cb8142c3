#include "pages/page.h"

#include "base/text.h"
#include "pages/style.h"

namespace understudy::pages {

namespace {

/// No form-action: browsers would hold it against the redirect after a form as well, which may lead to another origin.
std::string content_security_policy(const Script* script) {
  auto policy = cat({"default-src 'none'; style-src 'sha256-", style_digest,
                     "'; img-src data:; base-uri 'none'; frame-ancestors 'none'"});
  if (script != nullptr) policy += cat({"; script-src 'sha256-", script->digest, "'; connect-src 'self'"});
  return policy;
}

void add_guards(http::Reply& reply, const Script* script) {
  reply.headers.add("Cache-Control", "no-store");
  reply.headers.add("Content-Security-Policy", content_security_policy(script));
  reply.headers.add("X-Frame-Options", "DENY");
  reply.headers.add("X-Content-Type-Options", "nosniff");
  reply.headers.add("Referrer-Policy", "same-origin");
}

}  // namespace

http::Reply page(int status, std::string_view title, std::string_view site, const Markup& content, Layout layout,
                 const Script* script) {
  Markup whole("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>");
  whole.text(title).add(" - ").text(site).add("</title>\n");
  // Without an icon of its own a page makes browsers ask for one.
  whole.add(
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<link rel=\"icon\" "
      "href=\"data:,\">\n");
  whole.add("<style>").add(style).add("</style>\n</head>\n<body>\n<main");
  if (layout == Layout::wide) whole.add(" class=\"wide\"");
  whole.add(">\n<p class=\"site\">").text(site).add("</p>\n<h1>").text(title).add("</h1>\n");
  whole.add(content).add("</main>\n");
  if (script != nullptr) whole.add("<script>").add(script->text).add("</script>\n");
  whole.add("</body>\n</html>\n");
  auto reply = http::text(status, "text/html; charset=utf-8", whole.html());
  add_guards(reply, script);
  return reply;
}

http::Reply redirect(std::string_view location) {
  http::Reply reply;
  reply.status = 302;
  reply.headers.add("Location", std::string(location));
  reply.headers.add("Cache-Control", "no-store");
  reply.headers.add("Referrer-Policy", "same-origin");
  return reply;
}

}  // namespace understudy::pages
