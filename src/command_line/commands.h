// The program and its commands, each with what it takes.
#pragma once

#include "command_line/outline.h"

namespace understudy {

/// `program` is filled in place, since some of its commands write down what all of it takes.
void fill_program_outline(Outline& program, const ProviderWords& words);

/// The first one is the default.
Outline serve_outline();
Outline init_outline(const ProviderWords& words);
Outline check_outline();
Outline schema_outline();
Outline mint_outline(const ProviderWords& words);
Outline healthcheck_outline();
Outline ca_outline();
Outline run_outline();
Outline env_outline();
Outline completion_outline(const Outline& program);
Outline man_outline(const Outline& program);

}  // namespace understudy
