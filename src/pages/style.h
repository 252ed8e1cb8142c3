// How the pages look. The text and its digest go together: the digest is what lets a browser apply it.
#pragma once

#include <string_view>

namespace understudy::pages {

inline constexpr char style[] = R"css(
:root { color-scheme: light dark; --accent: #0b57d0; --wrong: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --accent: #a8c7fa; --wrong: #f2b8b5; } }
* { box-sizing: border-box; }
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 36rem; margin: 3rem auto; padding: 0 1rem; }
h1 { font-size: 1.75rem; line-height: 1.2; }
h2 { font-size: 1.25rem; margin-top: 2.5rem; }
label, dt { display: block; font-weight: 600; margin-top: 1rem; }
dd { margin: 0; }
input { width: 100%; padding: .5rem; font: inherit; border: 1px solid GrayText; border-radius: .25rem; }
button { margin-top: 1rem; padding: .5rem 1rem; font: inherit; font-weight: 600; border: 1px solid; border-radius: .25rem; cursor: pointer; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
code { overflow-wrap: anywhere; font-size: .9rem; user-select: all; }
a { color: var(--accent); }
ul { margin: 0; padding-left: 1.25rem; }
[role=alert], [role=status] { padding: .5rem .75rem; border-left: .25rem solid var(--accent); }
[role=alert] { border-color: var(--wrong); }
)css";

/// SHA-256 of it, in base64, as a Content-Security-Policy names it.
inline constexpr char style_digest[] = "Aud6W9eU4ksRGn+s4zRwdFKVGcYz3rDIdMzvuBmido8=";

}  // namespace understudy::pages
