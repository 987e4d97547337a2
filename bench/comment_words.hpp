// SPDX-License-Identifier: BSL-1.0
// The words of comments (TPC-H specification, 4.2.2.13 and 4.2.2.14). The specification leaves open how often each comes; the weights
// here are what counting the words of dbgen's tables gives.
#pragma once
#include <string_view>

namespace bench::comment_words {

struct weighted {
  std::string_view text;
  int weight = 1;
};

inline constexpr weighted nouns[] = {{"packages", 40},
                                     {"requests", 40},
                                     {"accounts", 40},
                                     {"deposits", 40},
                                     {"foxes", 20},
                                     {"ideas", 20},
                                     {"theodolites", 20},
                                     {"pinto beans", 20},
                                     {"instructions", 20},
                                     {"dependencies", 10},
                                     {"excuses", 10},
                                     {"platelets", 10},
                                     {"asymptotes", 10},
                                     {"courts", 5},
                                     {"dolphins", 5},
                                     {"multipliers"},
                                     {"sauternes"},
                                     {"warthogs"},
                                     {"frets"},
                                     {"dinos"},
                                     {"attainments"},
                                     {"somas"},
                                     {"Tiresias"},
                                     {"patterns"},
                                     {"forges"},
                                     {"braids"},
                                     {"frays"},
                                     {"warhorses"},
                                     {"dugouts"},
                                     {"notornis"},
                                     {"epitaphs"},
                                     {"pearls"},
                                     {"tithes"},
                                     {"waters"},
                                     {"orbits"},
                                     {"gifts"},
                                     {"sheaves"},
                                     {"depths"},
                                     {"sentiments"},
                                     {"decoys"},
                                     {"realms"},
                                     {"pains"},
                                     {"grouches"},
                                     {"escapades"},
                                     {"hockey players"}};

inline constexpr weighted verbs[] = {{"sleep", 20}, {"wake", 20}, {"are", 20},   {"cajole", 20},   {"haggle", 20}, {"nag", 10}, {"use", 10},
                                     {"boost", 10}, {"affix", 5}, {"detect", 5}, {"integrate", 5}, {"maintain"},   {"nod"},     {"was"},
                                     {"lose"},      {"sublate"},  {"solve"},     {"thrash"},       {"promise"},    {"engage"},  {"hinder"},
                                     {"print"},     {"x-ray"},    {"breach"},    {"eat"},          {"grow"},       {"impress"}, {"mold"},
                                     {"poach"},     {"serve"},    {"run"},       {"dazzle"},       {"snooze"},     {"doze"},    {"unwind"},
                                     {"kindle"},    {"play"},     {"hang"},      {"believe"},      {"doubt"}};

inline constexpr weighted adjectives[] = {
    {"special", 20}, {"pending", 20}, {"unusual", 20}, {"express", 20}, {"regular", 50}, {"final", 40}, {"ironic", 40}, {"even", 30},
    {"bold", 20},    {"silent", 10},  {"furious"},     {"sly"},         {"careful"},     {"blithe"},    {"quick"},      {"fluffy"},
    {"slow"},        {"quiet"},       {"ruthless"},    {"thin"},        {"close"},       {"dogged"},    {"daring"},     {"brave"},
    {"stealthy"},    {"permanent"},   {"enticing"},    {"idle"},        {"busy"}};

inline constexpr weighted adverbs[] = {
    {"furiously", 50}, {"slyly", 50}, {"carefully", 50}, {"blithely", 40}, {"quickly", 30}, {"fluffily", 20}, {"sometimes"},
    {"always"},        {"never"},     {"slowly"},        {"quietly"},      {"ruthlessly"},  {"thinly"},       {"closely"},
    {"doggedly"},      {"daringly"},  {"bravely"},       {"stealthily"},   {"permanently"}, {"enticingly"},   {"idly"},
    {"busily"},        {"regularly"}, {"finally"},       {"ironically"},   {"evenly"},      {"boldly"},       {"silently"}};

// "whithout" is how dbgen spells it.
inline constexpr weighted prepositions[] = {{"about", 50},
                                            {"above", 50},
                                            {"according to", 50},
                                            {"across", 50},
                                            {"after", 50},
                                            {"against", 40},
                                            {"along", 40},
                                            {"alongside of", 30},
                                            {"among", 30},
                                            {"around", 20},
                                            {"at", 10},
                                            {"atop"},
                                            {"before"},
                                            {"behind"},
                                            {"beneath"},
                                            {"beside"},
                                            {"besides"},
                                            {"between"},
                                            {"beyond"},
                                            {"by"},
                                            {"despite"},
                                            {"during"},
                                            {"except"},
                                            {"for"},
                                            {"from"},
                                            {"in place of"},
                                            {"inside"},
                                            {"instead of"},
                                            {"into"},
                                            {"near"},
                                            {"of"},
                                            {"on"},
                                            {"outside"},
                                            {"over"},
                                            {"past"},
                                            {"since"},
                                            {"through"},
                                            {"throughout"},
                                            {"to"},
                                            {"toward"},
                                            {"under"},
                                            {"until"},
                                            {"up"},
                                            {"upon"},
                                            {"whithout"},
                                            {"with"},
                                            {"within"}};

inline constexpr weighted auxiliaries[] = {{"do"},           {"may"},          {"might"},         {"shall"},         {"will"},
                                           {"would"},        {"can"},          {"could"},         {"should"},        {"ought to"},
                                           {"must"},         {"will have to"}, {"shall have to"}, {"could have to"}, {"should have to"},
                                           {"must have to"}, {"need to"},      {"try to"}};

inline constexpr weighted terminators[] = {{".", 50}, {";"}, {":"}, {"?"}, {"!"}, {"--"}};

// Phrases, a letter for each part: N noun, V verb, J adjective, D adverb, X auxiliary; in sentences, P is a preposition, "the" and a noun
// phrase.
inline constexpr weighted sentences[] = {{"NV", 3}, {"NVP", 3}, {"NVN", 3}, {"NPVN", 1}, {"NPVP", 1}};
inline constexpr weighted noun_phrases[] = {{"N", 10}, {"JN", 20}, {"J,JN", 10}, {"DJN", 50}};
inline constexpr weighted verb_phrases[] = {{"V", 30}, {"XV", 1}, {"VD", 40}, {"XVD", 1}};

}  // namespace bench::comment_words
