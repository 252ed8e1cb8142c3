#!/usr/bin/env bash
# Two tests that run at the same time, each in a world of its own.
set -euo pipefail
source "$(dirname "$0")/understudy.sh"

expect() { [[ $2 == "$3" ]] || { echo "$1: expected $2, got $3" >&2; return 1; }; }

a_token_ends_when_its_time_has_come() {
  open_world shell-expiry
  token=$(mint '{"user": "owner@acme.test", "expires_in": "1h"}')
  expect "a fresh token" 200 "$(status_of /v2/users/me "$token")"
  advance 2h
  expect "two hours later" 401 "$(status_of /v2/users/me "$token")"
}

a_ready_token_lasts_while_another_test_moves_its_own_clock() {
  open_world shell-parallel
  token=$(ready_token)
  for _ in {1..10}; do expect "a ready token" 200 "$(status_of /v2/users/me "$token")"; done
}

failed=0
(a_token_ends_when_its_time_has_come) & first=$!
(a_ready_token_lasts_while_another_test_moves_its_own_clock) & second=$!
wait "$first" || failed=1
wait "$second" || failed=1
((failed)) || echo "2 tests passed"
exit "$failed"
