// The command line and its environment variables, read into plain values. Wrong words are answered here, with exit
// status 2 and the next step.
#pragma once

#include "command_line/options.h"

namespace understudy {

Command parse_command_line(int count, char** words, const ProviderWords& provider_words);

}  // namespace understudy
