// Interleaved timing: in each round every contender of a section runs once, so that a slow phase of the machine hits all of
// them; the figures are minimum and median over the rounds. Answers are compared, never times.
#pragma once
#include <algorithm>
#include <chrono>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace timing {

enum class role { peer, hand, quern, bandwidth };

struct contender {
  std::string name;
  role who = role::quern;
  int threads = 1;
  std::string memory = "64-bit";          // contenders on other columns or memory are not measured against each other by hand loop
  std::function<void()> run;              // what is timed; leaves its result where `answer` finds it
  std::function<std::string()> answer;    // text of the last result; all contenders of a section with the same `question` must agree
  std::function<void()> prepare = [] {};  // before each run, not timed
  std::string question = "result";
  std::function<double()> peak_mib = {};  // memory, the most of all runs; only for contenders that run in a process of their own
  std::vector<double> ms = {};

  double minimum() const { return ms.empty() ? 0 : *std::min_element(ms.begin(), ms.end()); }
  double median() const {
    if (ms.empty()) return 0;
    auto v = ms;
    std::nth_element(v.begin(), v.begin() + static_cast<std::ptrdiff_t>(v.size() / 2), v.end());
    return v[v.size() / 2];
  }
};

struct section {
  std::string name, title;
  double rows = 0, bytes = 0;  // what one run reads: for ns/row and GB/s
  int rounds = 1;
  std::vector<contender> contenders = {};

  // The fastest contender of this role with as many threads (and, when `memory` is given, on that memory); null when there is none.
  contender const* best(role who, int threads, std::string const& memory = "") const {
    contender const* found = nullptr;
    for (auto const& c : contenders)
      if (c.who == who && c.threads == threads && !c.ms.empty() && (memory.empty() || c.memory == memory) &&
          (!found || c.minimum() < found->minimum()))
        found = &c;
    return found;
  }
};

class wrong_answer : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

class suite {
 public:
  // The reference stays valid while further sections are added.
  section& add_section(section s) {
    sections_.push_back(std::make_unique<section>(std::move(s)));
    return *sections_.back();
  }
  section& operator[](std::string const& name) {
    for (auto& s : sections_)
      if (s->name == name) return *s;
    throw std::out_of_range("no section " + name);
  }
  void add(std::string const& name, contender c) { (*this)[name].contenders.push_back(std::move(c)); }

  // Forgets all sections but one, or but those whose names begin with a letter.
  void keep(std::string const& name) {
    std::erase_if(sections_, [&](auto const& s) { return name.size() == 1 ? s->name[0] != name[0] : s->name != name; });
  }

  // A contender that cannot take part; shown below the table.
  void skip(std::string what) { skipped_.push_back(std::move(what)); }

  // One untimed pass, the rounds, and the answers after both. Throws wrong_answer.
  void run(std::function<void(section const&)> const& done = [](section const&) {}) {
    for (auto& s : sections_) {
      round(*s, false);
      compare(*s);
      for (int r = 0; r < s->rounds; ++r) round(*s, true);
      compare(*s);
      done(*s);
    }
  }

  std::vector<section const*> sections() const {
    std::vector<section const*> out;
    for (auto const& s : sections_) out.push_back(s.get());
    return out;
  }
  std::vector<std::string> const& skipped() const { return skipped_; }

 private:
  static void round(section& s, bool timed) {
    for (auto& c : s.contenders) {
      c.prepare();
      auto const start = std::chrono::steady_clock::now();
      c.run();
      std::chrono::duration<double, std::milli> const taken = std::chrono::steady_clock::now() - start;
      if (timed) c.ms.push_back(taken.count());
    }
  }

  static void compare(section& s) {
    std::vector<std::pair<contender const*, std::string>> first;
    for (auto& c : s.contenders) {
      auto text = c.answer();
      auto const known = std::find_if(first.begin(), first.end(), [&](auto const& f) { return f.first->question == c.question; });
      if (known == first.end())
        first.emplace_back(&c, std::move(text));
      else if (known->second != text)
        throw wrong_answer(s.name + ": '" + c.name + "' (" + std::to_string(c.threads) + " threads) answers\n" + text + "but '" +
                           known->first->name + "' answers\n" + known->second);
    }
  }

  std::vector<std::unique_ptr<section>> sections_;
  std::vector<std::string> skipped_;
};

}  // namespace timing
