#include "comment_text.hpp"

#include <span>
#include <string_view>

#include "random_stream.hpp"

namespace bench {
namespace {

using words = std::string_view;
constexpr words nouns[] = {"foxes",     "ideas",      "theodolites", "pinto beans", "instructions", "dependencies",   "excuses",
                           "platelets", "asymptotes", "courts",      "dolphins",    "multipliers",  "sauternes",      "warthogs",
                           "frets",     "dinos",      "attainments", "somas",       "braids",       "hockey players", "sheaves",
                           "deposits",  "accounts",   "requests",    "packages"};
constexpr words verbs[] = {"sleep",   "wake",      "are",      "cajole", "haggle", "nag",  "use",     "boost", "affix",
                           "detect",  "integrate", "maintain", "nod",    "was",    "lose", "sublate", "solve", "thrash",
                           "promise", "engage",    "hinder",   "print",  "doze",   "run",  "dazzle"};
constexpr words adjectives[] = {"furious",  "sly",     "careful", "blithe",  "quick",  "fluffy", "slow",     "quiet",
                                "ruthless", "thin",    "close",   "dogged",  "daring", "brave",  "stealthy", "permanent",
                                "enticing", "idle",    "busy",    "regular", "final",  "ironic", "even",     "bold",
                                "silent",   "special", "pending", "express", "unusual"};
constexpr words adverbs[] = {"sometimes", "always",  "never",      "furiously", "slyly",   "carefully", "blithely", "quickly", "fluffily",
                             "slowly",    "quietly", "ruthlessly", "thinly",    "closely", "doggedly",  "daringly", "bravely", "idly"};
constexpr words prepositions[] = {"about",  "above",   "according to", "across",  "after",  "against",    "along",  "among",  "around",
                                  "at",     "before",  "behind",       "beneath", "beside", "between",    "beyond", "by",     "despite",
                                  "during", "except",  "for",          "from",    "inside", "instead of", "into",   "near",   "of",
                                  "on",     "outside", "over",         "past",    "since",  "through",    "to",     "toward", "under",
                                  "until",  "up",      "upon",         "without", "with",   "within"};
constexpr words ends[] = {".", ".", ".", ";", ":", "?", "!", "--"};

class writer {
 public:
  writer(std::uint64_t seed, std::size_t bytes) : random_(seed, 0x7465787475u) { text_.reserve(bytes + 256); }

  void sentence() {
    noun_phrase();
    verb_phrase();
    if (chance(2)) prepositional();
    if (chance(3)) noun_phrase();
    text_.pop_back();
    text_ += pick(ends);
    text_ += ' ';
  }
  std::string take(std::size_t bytes) { return text_.substr(0, bytes); }
  std::size_t size() const { return text_.size(); }

 private:
  void noun_phrase() {
    if (chance(2)) put(pick(adjectives));
    if (chance(6)) put(pick(adverbs));
    put(pick(nouns));
  }
  void verb_phrase() {
    if (chance(4)) put(pick(adverbs));
    put(pick(verbs));
    if (chance(3)) put(pick(adverbs));
  }
  void prepositional() {
    put(pick(prepositions));
    put("the");
    noun_phrase();
  }
  bool chance(int one_in) { return random_.between(1, one_in) == 1; }
  words pick(std::span<words const> list) {
    return list[static_cast<std::size_t>(random_.between(0, static_cast<std::int64_t>(list.size()) - 1))];
  }
  void put(words w) { (text_ += w) += ' '; }

  random_stream random_;
  std::string text_;
};

}  // namespace

std::string comment_pool(std::size_t bytes, std::uint64_t seed) {
  writer w(seed, bytes);
  while (w.size() < bytes) w.sentence();
  return w.take(bytes);
}

}  // namespace bench
