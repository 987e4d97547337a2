// SPDX-License-Identifier: BSL-1.0
// The pool is made in blocks, each from a random stream of its own, so that threads can share the work.
#include "comment_text.hpp"

#include <algorithm>
#include <cstring>
#include <span>
#include <string_view>
#include <vector>

#include "comment_words.hpp"
#include "random_stream.hpp"
#include "threads.hpp"

namespace bench {
namespace {

using comment_words::weighted;

// Words as often as they weigh, so that one number picks one.
class choice {
 public:
  explicit choice(std::span<weighted const> words) {
    for (auto const& w : words) all_.insert(all_.end(), static_cast<std::size_t>(w.weight), w.text);
  }
  std::string_view operator()(random_stream& r) const {
    return all_[static_cast<std::size_t>(r.between(0, static_cast<std::int64_t>(all_.size()) - 1))];
  }

 private:
  std::vector<std::string_view> all_;
};

struct grammar {
  choice nouns{comment_words::nouns}, verbs{comment_words::verbs}, adjectives{comment_words::adjectives}, adverbs{comment_words::adverbs},
      prepositions{comment_words::prepositions}, auxiliaries{comment_words::auxiliaries}, terminators{comment_words::terminators},
      sentences{comment_words::sentences}, noun_phrases{comment_words::noun_phrases}, verb_phrases{comment_words::verb_phrases};
};

class writer {
 public:
  static constexpr std::size_t longest_sentence = 512;  // four phrases; none is longer than 60

  writer(grammar const& g, random_stream r) : grammar_(&g), random_(r) {}

  // Writes a sentence and the space behind it.
  std::size_t sentence(char* to) {
    at_ = to;
    for (char const part : grammar_->sentences(random_)) {
      if (part == 'P') put(grammar_->prepositions(random_)), put("the");
      phrase(part == 'V' ? grammar_->verb_phrases(random_) : grammar_->noun_phrases(random_));
    }
    --at_;
    put(grammar_->terminators(random_));
    return static_cast<std::size_t>(at_ - to);
  }

 private:
  void phrase(std::string_view parts) {
    for (char const part : parts) {
      if (part == ',')
        at_[-1] = ',', *at_++ = ' ';
      else
        put(words(part)(random_));
    }
  }
  choice const& words(char part) const {
    switch (part) {
      case 'N':
        return grammar_->nouns;
      case 'V':
        return grammar_->verbs;
      case 'J':
        return grammar_->adjectives;
      case 'D':
        return grammar_->adverbs;
      default:
        return grammar_->auxiliaries;
    }
  }
  void put(std::string_view w) {
    std::memcpy(at_, w.data(), w.size());
    at_ += w.size();
    *at_++ = ' ';
  }

  grammar const* grammar_;
  random_stream random_;
  char* at_ = nullptr;
};

}  // namespace

column<char> comment_pool(std::size_t bytes, std::uint64_t seed, int threads) {
  grammar const g;
  column<char> pool(bytes);
  // A sentence is cut where its block ends; in a mebibyte that is too rare to matter.
  constexpr std::size_t block = std::size_t{1} << 20;
  for_each_index((bytes + block - 1) / block, threads, [&](std::size_t k) {
    writer w(g, random_stream(seed, 0x7465787475u, k));
    char text[writer::longest_sentence];
    std::size_t const end = std::min((k + 1) * block, bytes);
    for (std::size_t at = k * block; at < end;) {
      auto const n = std::min(w.sentence(text), end - at);
      std::memcpy(pool.data() + at, text, n);
      at += n;
    }
  });
  return pool;
}

}  // namespace bench
