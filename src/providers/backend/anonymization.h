// What an anonymizing credential gets to see of an answer: personal data replaced by pseudonyms, as docs/gateway.md has
// it for its Entity API ("PII Anonymization"). Everything else, and the shape of the answer, stays.
//
// Which members hold personal data is judged by their names alone, and by the `_schema` beside them: Understudy has no
// entity schemas, so nothing can be marked `data_classification`.
#pragma once

#include "base/json.h"
#include "providers/backend/pseudonyms.h"

namespace understudy::backend {

Json anonymized(const Json& answer, const Pseudonyms& pseudonyms);

}  // namespace understudy::backend
