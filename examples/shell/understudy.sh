# A world of Understudy for one test: users, tokens, clock and keys of its own, which no other test sees. To be sourced by
# bash; it needs curl.
#
#   open_world my-test
#   token=$(mint '{"user": "owner@acme.test", "expires_in": "1h"}')
#   status_of /v2/users/me "$token"
server=${UNDERSTUDY_URL:-http://localhost:9119}

# Opens a fresh world, and drops it when the shell (or the subshell of the test) ends.
open_world() {
  world=$(world_name "$1")
  world_url=$server/w/$world # what the product under test is given as the address of its auth provider
  curl -fsS -o /dev/null -d "{\"name\": \"$world\"}" "$server/_understudy/v1/worlds"
  control POST /reset
  trap 'control DELETE ""' EXIT
}

# The name of a world that follows from any text: the text itself where it can be one, else its Latin letters and digits,
# and a hash that tells it from others that have the same of those.
world_name() {
  local LC_ALL=C slug hash
  if [[ $1 =~ ^[a-z0-9-]{1,63}$ ]]; then echo "$1"; return; fi
  slug=$(tr -cs 'A-Za-z0-9' '-' <<<"$1" | tr 'A-Z' 'a-z' | sed 's/^-//; s/-$//' | cut -c 1-54)
  hash=$(printf %s "$1" | { sha256sum 2>/dev/null || shasum -a 256; } | cut -c 1-8)
  echo "${slug:+$slug-}$hash"
}

# control METHOD PATH [JSON]: the control API of this world; see docs/worlds.md.
control() { curl -fsS -o /dev/null -X "$1" ${3:+-d "$3"} "$server/_understudy/v1/worlds/$world$2"; }

# A token for any user, of any type and lifetime. Where the binary is at hand, `understudy mint` does the same.
mint() { curl -fsS -d "$1" "$server/_understudy/v1/worlds/$world/tokens" | sed 's/.*"token":"\([^"]*\)".*/\1/'; }

# The first token that the fixture names.
ready_token() { curl -fsS "$server/_understudy/v1/worlds/$world/credentials" | grep -o 'eyJ[^"]*' | head -n 1; }

# Moves this world's clock, and no other's: advance 1h.
advance() { control POST /clock/advance "{\"by\": \"$1\"}"; }

# status_of PATH TOKEN: the status that the product would get.
status_of() { curl -sS -o /dev/null -w '%{http_code}' -H "Authorization: Bearer $2" "$world_url$1"; }
