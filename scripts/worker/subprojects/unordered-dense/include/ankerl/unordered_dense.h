// unordered_dense is packaged nowhere in Debian 12: the few names the worker uses, from the standard library.
#pragma once

#include <functional>
#include <unordered_map>
#include <unordered_set>

namespace ankerl::unordered_dense
{
	template<class T>
	struct hash : std::hash<T>
	{
	};

	template<class K, class V, class H = std::hash<K>, class E = std::equal_to<K>>
	using map = std::unordered_map<K, V, H, E>;

	template<class K, class H = std::hash<K>, class E = std::equal_to<K>>
	using set = std::unordered_set<K, H, E>;
} // namespace ankerl::unordered_dense
