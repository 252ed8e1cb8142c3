#include "command_line/parser.h"

#include "base/text.h"

namespace understudy {

namespace {

/// "{text,json,off}" as its words; nothing where `form` is no such list.
std::vector<std::string> words_of(std::string_view form) {
  if (!form.starts_with('{')) return {};
  std::vector<std::string> words;
  for (const auto word : split(form.substr(1, form.size() - 2), ',')) words.emplace_back(word);
  return words;
}

/// A footer is made of blocks: a line with a title and a colon, then indented lines.
std::vector<Section> sections_of(const std::string& footer) {
  std::vector<Section> sections;
  for (const auto line : split(footer, '\n')) {
    if (!line.starts_with(' ') && line.ends_with(':'))
      sections.push_back({std::string(line.substr(0, line.size() - 1)), ""});
    else if (!sections.empty() && !(sections.back().text.empty() && line.empty()))
      sections.back().text += cat({line.starts_with("  ") ? line.substr(2) : line, "\n"});
  }
  for (auto& section : sections)
    while (section.text.ends_with("\n\n")) section.text.pop_back();
  return sections;
}

OptionOutline outline_of(const CLI::Option& option) {
  OptionOutline outline;
  outline.name = option.get_lnames().empty() ? option.get_single_name() : "--" + option.get_lnames().front();
  if (!option.get_snames().empty()) outline.short_name = "-" + option.get_snames().front();
  const bool is_flag = option.get_items_expected_max() == 0;
  if (!is_flag) {
    // CLI11 gives the type's name and then each form's, with a colon between them.
    const std::string type = option.get_type_name();
    outline.value = type.substr(type.rfind(':') + 1);
    outline.words = words_of(outline.value);
    outline.preset = option.get_default_str();
    outline.is_repeatable = option.get_items_expected_max() > 1;
  }
  outline.variable = option.get_envname();
  outline.group = option.get_group();
  outline.meaning = option.get_description();
  outline.is_required = option.get_required();
  return outline;
}

}  // namespace

CLI::Validator duration_option(Milliseconds least) {
  return CLI::Validator(
      [least](std::string& text) {
        const auto length = parse_duration(text);
        return length && *length >= least ? std::string() : "'" + text + "' is no length of time; write 10s, 5m or 1h";
      },
      "TIME");
}

CLI::Validator count_option(unsigned long long least, unsigned long long most) {
  return CLI::Validator(
      [least, most](std::string& text) {
        const auto number = parse_number(text);
        if (number && *number >= least && *number <= most) return std::string();
        return "'" + text + "' is no whole number from " + std::to_string(least) + " to " + std::to_string(most);
      },
      "N");
}

CLI::Validator word_option(std::vector<std::string> words) {
  const std::string form = "{" + join(words, ",") + "}";
  return CLI::Validator(
      [words = std::move(words)](std::string& text) {
        if (std::find(words.begin(), words.end(), text) != words.end()) return std::string();
        const auto nearest = nearest_word(text, {words.begin(), words.end()});
        return nearest ? "'" + text + "' is not known; did you mean " + std::string(*nearest) + "?"
                       : "'" + text + "' is none of " + join(words, ", ");
      },
      form);
}

CLI::Validator truth_option() {
  return CLI::Validator(
      [](std::string& text) {
        const std::string word = to_lower(text);
        for (const auto* known : {"true", "on", "yes", "1", "false", "off", "no", "0"})
          if (word == known) return std::string();
        return "'" + text + "' is neither true nor false";
      },
      "");
}

void take_list(CLI::Option& option) {
  option.delimiter(',')->transform(CLI::Validator(
      [](std::string& text) {
        text = std::string(trim(text));
        return text.empty() ? std::string("one of its values is empty") : std::string();
      },
      ""));
}

Outline outline_of(const CLI::App& app) {
  Outline outline;
  outline.name = app.get_name();
  const std::string description = app.get_description();
  const size_t line_end = std::min(description.find('\n'), description.size());
  outline.meaning = description.substr(0, line_end);
  outline.about = std::string(trim(std::string_view(description).substr(line_end)));
  outline.sections = sections_of(app.get_footer());
  for (const CLI::Option* option : app.get_options())
    (option->get_positional() ? outline.arguments : outline.options).push_back(outline_of(*option));
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; }))
    outline.commands.push_back(outline_of(*command));
  return outline;
}

}  // namespace understudy
