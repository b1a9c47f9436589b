// The library target of this name is asked for by the parent build and never linked.
