// libsrtp 3 is packaged nowhere: the calls that the worker makes, on top of libsrtp 2.
//
// Two things changed between them. A policy became an opaque object that owns its key: here it is a libsrtp 2 policy with
// the key beside it. And protecting became a copy from `in` to `out`: here the packet is copied first, then protected in
// place, which is what libsrtp 2 does.
#pragma once

#define srtp_policy_t srtp2_policy_t
#include <srtp2/srtp.h>
#undef srtp_policy_t

#include <arpa/inet.h> // libsrtp 3's header brings it along, and the worker relies on that
#include <cstring>
#include <new>

using srtp_policy_t = srtp2_policy_t*;

// Result codes that only libsrtp 3 knows.
#define srtp_err_status_buffer_small (static_cast<srtp_err_status_t>(28))
#define srtp_err_status_cryptex_err (static_cast<srtp_err_status_t>(29))

// The policy stays the first member: srtp_policy_destroy() goes back from it to the whole.
struct Srtp3Policy
{
	srtp2_policy_t policy{};
	unsigned char key[SRTP_MAX_KEY_LEN]{};
};

inline srtp_err_status_t srtp_policy_create(srtp_policy_t* out)
{
	auto* whole = new (std::nothrow) Srtp3Policy();

	if (!whole)
	{
		return srtp_err_status_alloc_fail;
	}

	whole->policy.key = whole->key;
	*out              = &whole->policy;

	return srtp_err_status_ok;
}

inline void srtp_policy_destroy(srtp_policy_t policy)
{
	delete reinterpret_cast<Srtp3Policy*>(policy);
}

inline srtp_err_status_t srtp_policy_set_ssrc(srtp_policy_t policy, srtp_ssrc_t ssrc)
{
	policy->ssrc = ssrc;

	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_policy_set_profile(srtp_policy_t policy, srtp_profile_t profile)
{
	const auto error = srtp_crypto_policy_set_from_profile_for_rtp(&policy->rtp, profile);

	return error ? error : srtp_crypto_policy_set_from_profile_for_rtcp(&policy->rtcp, profile);
}

inline srtp_err_status_t srtp_policy_add_key(
  srtp_policy_t policy,
  const uint8_t* key,
  size_t keyLength,
  const uint8_t* salt,
  size_t saltLength,
  const uint8_t* /*mki*/,
  size_t /*mkiLength*/)
{
	if (keyLength + saltLength > SRTP_MAX_KEY_LEN)
	{
		return srtp_err_status_bad_param;
	}

	std::memcpy(policy->key, key, keyLength);
	std::memcpy(policy->key + keyLength, salt, saltLength);

	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_policy_set_allow_repeat_tx(srtp_policy_t policy, bool allow)
{
	policy->allow_repeat_tx = allow;

	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_policy_set_window_size(srtp_policy_t policy, size_t size)
{
	policy->window_size = size;

	return srtp_err_status_ok;
}

// Overloads of libsrtp 2's four functions with libsrtp 3's arguments; a master key identifier, if given, is not used.
#define SRTP3_COPYING(function)                                                                        \
	inline srtp_err_status_t function(                                                                   \
	  srtp_t session, const uint8_t* in, size_t inLength, uint8_t* out, size_t* outLength, auto... mki)  \
	{                                                                                                    \
		(void)sizeof...(mki);                                                                              \
		if (*outLength < inLength)                                                                         \
		{                                                                                                  \
			return srtp_err_status_buffer_small;                                                             \
		}                                                                                                  \
		if (in != out)                                                                                     \
		{                                                                                                  \
			std::memcpy(out, in, inLength);                                                                  \
		}                                                                                                  \
		int length       = static_cast<int>(inLength);                                                     \
		const auto error = ::function(session, static_cast<void*>(out), &length);                          \
		if (!error)                                                                                        \
		{                                                                                                  \
			*outLength = static_cast<size_t>(length);                                                        \
		}                                                                                                  \
		return error;                                                                                      \
	}

SRTP3_COPYING(srtp_protect)
SRTP3_COPYING(srtp_unprotect)
SRTP3_COPYING(srtp_protect_rtcp)
SRTP3_COPYING(srtp_unprotect_rtcp)

inline srtp_err_status_t srtp_stream_remove(srtp_t session, uint32_t ssrc)
{
	return srtp_remove_stream(session, ssrc);
}
