// What keeps the mailbox's page new: every few seconds it looks at the page again. Rows that are new come in at the
// top, those that are gone leave; all others stay the very same, with what is selected or focused in them.
#pragma once

#include "pages/page.h"

namespace understudy::start {

// Looking at the page would make its world, so the control API is asked first: a world that was dropped stays dropped.
inline constexpr pages::Script mailbox_script{R"js(
const list = document.querySelector('[data-world]');
const look = async () => {
  if (!(await fetch(list.dataset.world)).ok) return;
  const page = await fetch(location, { headers: { accept: 'text/html' } });
  const fresh = new DOMParser().parseFromString(await page.text(), 'text/html').querySelector('[data-world]');
  const gone = new Map([...list.children].map((row) => [row.id, row]));
  const coming = [...fresh.children].filter((row) => !(gone.get(row.id)?.isEqualNode(row) && gone.delete(row.id)));
  for (const row of gone.values()) row.remove();
  list.prepend(...coming);
};
const lookAgain = () => setTimeout(() => look().catch(() => {}).finally(lookAgain), 3000);
lookAgain();
)js",
                                              "ZAXCkOKxf63WUghhouOMlIUwOzPSvZfnmoTu0NKEB5E="};

}  // namespace understudy::start
