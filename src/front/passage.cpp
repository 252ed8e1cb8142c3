#include "front/passage.h"

#include "base/time.h"
#include "front/cors.h"

namespace understudy::front {

void Front::Passage::finish(http::Reply& reply) {
  if (is_finished) return;
  is_finished = true;
  if (emulator != nullptr && emulator->finish != nullptr) emulator->finish(*world, entry, reply);
  for (auto* interceptor : options.interceptors) interceptor->after(*world, entry, reply);
  if (owner != nullptr)
    for (const auto& header : owner->headers) reply.headers.set(header.name, header.value);
  allow_origin(origin, origin_rule, exposed_headers, reply);
  reply.headers.set("Date", to_http_date(world->now()));
  if (!world->notice().empty()) reply.headers.add("X-Understudy-Notice", world->notice());
  if (!is_journaled) return;
  entry.status = reply.status;
  entry.duration_us =
      std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - started).count();
  world->record(std::move(entry));
}

}  // namespace understudy::front
