// SPDX-License-Identifier: BSL-1.0
// Numbers of nodes. Those of the logical plan are numbered as they stand, sources first; through each rewrite a node that stays what it
// was keeps its number, and a new one gets a new number and says which nodes of the logical plan it comes from.
#pragma once
#include <quern/exec/plan_document.hpp>

namespace quern::inline QUERN_ABI::execution {

// Inputs first, then scalar queries, then the node.
template <class Note>
void number_nodes(Note& n, int& last) {
  for (auto& i : n.inputs) execution::number_nodes(i, last);
  for (auto& q : n.queries) execution::number_nodes(q, last);
  n.id = ++last;
}

template <class Note>
bool same_tree(Note const& a, Note const& b) {
  if (a.text != b.text || a.type != b.type || a.inputs.size() != b.inputs.size() || a.queries.size() != b.queries.size()) return false;
  for (std::size_t k = 0; k < a.inputs.size(); ++k)
    if (!execution::same_tree(a.inputs[k], b.inputs[k])) return false;
  for (std::size_t k = 0; k < a.queries.size(); ++k)
    if (!execution::same_tree(a.queries[k], b.queries[k])) return false;
  return true;
}
template <class Note>
void clear_kept(Note& n) {
  n.kept = false;
  for (auto& i : n.inputs) execution::clear_kept(i);
  for (auto& q : n.queries) execution::clear_kept(q);
}
// A chain of verbs as it stands in scalar(...).
template <class Note>
std::string chain_text(Note const& n) { return n.inputs.empty() ? n.text : execution::chain_text(n.inputs[0]) + "; " + n.text; }

// Carries numbers from the nodes of one tree to those of the one that it became.
template <class Note>
class number_carrier {
 public:
  // Nodes up to number `logical` are those of the logical plan.
  number_carrier(Note const& before, int& last, int logical) : last_(last), logical_(logical) { collect(before); }

  void carry(Note& after) {
    carry_trees(after);
    carry_nodes(after);
    name_rest(after);
    name_gone(after);
  }

 private:
  struct old_node {
    Note const* node;
    bool used = false;   // some node of the new tree is this one
    bool named = false;  // some node of the new tree comes from it
  };
  void collect(Note const& n) {
    old_.push_back({&n});
    for (auto const& i : n.inputs) collect(i);
    for (auto const& q : n.queries) collect(q);
  }
  void take(Note& to, Note const& from) {
    for (auto& o : old_)
      if (o.node == &from) o.used = true;
    to.id = from.id, to.from = from.from;
  }
  void take_tree(Note& to, Note const& from) {
    take(to, from);
    for (std::size_t k = 0; k < to.inputs.size(); ++k) take_tree(to.inputs[k], from.inputs[k]);
    for (std::size_t k = 0; k < to.queries.size(); ++k) take_tree(to.queries[k], from.queries[k]);
  }
  // What is the same with all below it.
  void carry_trees(Note& n) {
    for (auto& o : old_)
      if (!o.used && execution::same_tree(*o.node, n)) {
        take_tree(n, *o.node);
        n.kept = true;
        return;
      }
    for (auto& i : n.inputs) carry_trees(i);
    for (auto& q : n.queries) carry_trees(q);
  }
  // What says the same elsewhere.
  void carry_nodes(Note& n) {
    if (n.kept) return;
    for (auto& o : old_)
      if (!o.used && o.node->text == n.text) {
        take(n, *o.node);
        break;
      }
    for (auto& i : n.inputs) carry_nodes(i);
    for (auto& q : n.queries) carry_nodes(q);
  }
  // What is new comes from nodes of its verb that are gone, if there are any, and else from all that are gone.
  void name_rest(Note& n) {
    if (n.kept) return;
    for (auto& i : n.inputs) name_rest(i);
    for (auto& q : n.queries) name_rest(q);
    if (n.id != 0) return;
    n.id = ++last_;
    for (bool const any : {false, true}) {
      for (auto& o : old_)
        if (!o.used && (any || o.node->verb == n.verb)) add_origins(n, *o.node), o.named = true;
      if (!n.from.empty()) return;
    }
    name_copy(n);
  }
  // Where nothing is gone, it says again what others say, who stay; or it comes from nowhere.
  void name_copy(Note& n) {
    std::string const said = n.text.size() > n.verb.size() ? n.text.substr(n.verb.size()) : n.text;
    for (bool const any : {false, true}) {
      for (auto const& o : old_)
        if (o.node->verb == n.verb && (any || o.node->text.find(said) != std::string::npos)) add_origins(n, *o.node);
      if (!n.from.empty()) return;
    }
  }
  // What is gone without a new node of its verb went into one that was there before.
  void name_gone(Note& n) {
    if (n.kept) return;
    for (auto& o : old_)
      if (!o.used && !o.named && o.node->verb == n.verb) {
        if (n.from.empty() && n.id <= logical_) n.from.push_back(n.id);
        add_origins(n, *o.node), o.named = true;
      }
    for (auto& i : n.inputs) name_gone(i);
    for (auto& q : n.queries) name_gone(q);
  }
  static void add_origin(std::vector<int>& ids, int id) {
    std::size_t at = 0;
    while (at < ids.size() && ids[at] < id) ++at;
    if (at == ids.size() || ids[at] != id) ids.insert(ids.begin() + static_cast<std::ptrdiff_t>(at), id);
  }
  void add_origins(Note& n, Note const& old) const {
    if (old.from.empty() && old.id <= logical_) return add_origin(n.from, old.id);
    for (int const id : old.from) add_origin(n.from, id);
  }

  int& last_;
  int logical_;
  std::vector<old_node> old_;
};

// Follows a plan through its rewrites.
template <class Note>
class plan_tracker {
 public:
  // logical: numbered, the greatest number being `last`.
  plan_tracker(Note const& logical, int last) : now_(logical), last_(last), logical_(last) {}

  // Numbers the nodes of one rewrite, and applies it.
  template <class Rewrite>
  void apply(Rewrite& r) {
    if (replace(now_, r, 0)) return;
    // It was not found there: it is numbered, and the plan stays as it is.
    number_carrier<Note>(now_, last_, logical_).carry(r.before);
    number_carrier<Note>(r.before, last_, logical_).carry(r.after);
    mark_kept(r.before, r.after);
  }
  // Numbers the plan that came out.
  void finish(Note& optimised) {
    number_carrier<Note>(now_, last_, logical_).carry(optimised);
    execution::clear_kept(optimised);
  }

 private:
  template <class Rewrite>
  bool replace(Note& n, Rewrite& r, std::size_t step) {
    if (step == r.path.size()) {
      if (!execution::same_tree(n, r.before)) return false;
      r.before = n;
      number_carrier<Note>(r.before, last_, logical_).carry(r.after);
      mark_kept(r.before, r.after);
      n = r.after;
      execution::clear_kept(n);
      return true;
    }
    int const way = r.path[step];
    if (way >= 0) return static_cast<std::size_t>(way) < n.inputs.size() && replace(n.inputs[static_cast<std::size_t>(way)], r, step + 1);
    for (auto& q : n.queries) {
      std::string const old = "scalar(" + execution::chain_text(q) + ")";
      if (!replace(q, r, step + 1)) continue;
      if (std::size_t const at = n.text.find(old); at != std::string::npos) n.text.replace(at, old.size(), "scalar(" + execution::chain_text(q) + ")");
      return true;
    }
    return false;
  }
  // In `before`, the trees that `after` keeps.
  static void mark_kept(Note& n, Note const& after) {
    n.kept = is_kept(after, n.id);
    for (auto& i : n.inputs) mark_kept(i, after);
    for (auto& q : n.queries) mark_kept(q, after);
  }
  static bool is_kept(Note const& n, int id) {
    if (n.kept) return holds(n, id);
    for (auto const& i : n.inputs)
      if (is_kept(i, id)) return true;
    for (auto const& q : n.queries)
      if (is_kept(q, id)) return true;
    return false;
  }
  static bool holds(Note const& n, int id) {
    if (n.id == id) return true;
    for (auto const& i : n.inputs)
      if (holds(i, id)) return true;
    for (auto const& q : n.queries)
      if (holds(q, id)) return true;
    return false;
  }

  Note now_;
  int last_;
  int logical_;  // the greatest number of the logical plan
};

}  // namespace quern::execution
