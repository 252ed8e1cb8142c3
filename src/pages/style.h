// How the pages look. The text and its digest go together: the digest is what lets a browser apply it. Colours are
// named once for each scheme, and a test holds every pair that meets to WCAG's AA.
#pragma once

#include <string_view>

namespace understudy::pages {

inline constexpr char style[] = R"css(
:root { color-scheme: light dark; --page: #f4f5f7; --card: #ffffff; --text: #1c2127; --muted: #57606a; --line: #d8dde3; --field: #77818c; --accent: #0b57d0; --on-accent: #ffffff; --wrong: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --page: #101317; --card: #191d23; --text: #e5e8ec; --muted: #a4adb7; --line: #2e343c; --field: #7b8591; --accent: #8ab4f8; --on-accent: #0c1b33; --wrong: #f2b8b5; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
main { width: min(100% - 2rem, 30rem); margin: clamp(1rem, 6vh, 4rem) auto; }
main.wide { width: min(100% - 2rem, 62rem); }
main:not(.wide), .card { padding: clamp(1.25rem, 4vw, 2rem); background: var(--card); border: 1px solid var(--line); border-radius: .75rem; }
h1, h2, h3, p, ul, dl, dd, li { margin: 0; padding: 0; }
h1 { font-size: 1.75rem; line-height: 1.2; margin-bottom: 1.5rem; }
h2 { font-size: 1.25rem; line-height: 1.3; margin: 2.5rem 0 1rem; }
h3 { font-size: 1rem; }
p { margin: .75rem 0; }
ul { list-style: none; }
a { color: var(--accent); text-underline-offset: .2em; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.site, .muted, dt, .copy > span, .state, summary { color: var(--muted); font-size: .875rem; }
.site { margin: 0 0 .25rem; }
label { display: block; font-weight: 600; margin-top: 1rem; }
input { display: block; width: 100%; margin-top: .25rem; padding: .6rem .75rem; font: inherit; font-weight: 400; color: inherit; background: var(--card); border: 1px solid var(--field); border-radius: .5rem; }
button { width: 100%; margin-top: 1.5rem; padding: .65rem 1rem; font: inherit; font-weight: 600; color: var(--on-accent); background: var(--accent); border: 1px solid var(--accent); border-radius: .5rem; cursor: pointer; }
section button { width: auto; margin-top: 1rem; color: var(--accent); background: var(--card); }
code, input[readonly] { font: .875rem/1.5 ui-monospace, monospace; }
code { user-select: all; }
.body { white-space: pre-wrap; }
code.box { display: block; margin-top: .25rem; padding: .5rem .75rem; overflow-x: auto; white-space: nowrap; background: var(--page); border: 1px solid var(--line); border-radius: .5rem; }
dl > * + *, dl > dd + dt { margin-top: .75rem; }
dl > dt + dd { margin-top: 0; }
dl.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 11rem), 1fr)); gap: .75rem 1.5rem; }
dl.facts > * { margin: 0; }
.copy { margin-top: .75rem; font-weight: 400; }
.copy input { margin-top: 0; padding: .5rem .75rem; background: var(--page); border-color: var(--line); text-overflow: ellipsis; }
.rows > li { padding: 1rem 0; border-top: 1px solid var(--line); }
.rows > li:first-child { padding-top: 0; border-top: 0; }
.rows > li:last-child { padding-bottom: 0; }
.head { display: flex; flex-wrap: wrap; align-items: baseline; gap: .25rem .75rem; margin-bottom: .5rem; }
.head:last-child { margin-bottom: 0; }
.state { padding: 0 .5rem; border: 1px solid var(--line); border-radius: 1rem; white-space: nowrap; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; }
[role=alert], [role=status] { margin: 0 0 1rem; padding: .75rem 1rem; background: var(--page); border-left: .25rem solid var(--accent); border-radius: .25rem; }
[role=alert] { border-color: var(--wrong); }
)css";

/// SHA-256 of it, in base64, as a Content-Security-Policy names it.
inline constexpr char style_digest[] = "bqMT9EOMXiU1PCXsHpnM49X4a5QNYRN1AJZMbCX/1ZI=";

}  // namespace understudy::pages
