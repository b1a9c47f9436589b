import { SEND_LIMIT_MS, SendError, type Sender } from './sender.ts';

export type SmsGateway = { url: string; token: string | undefined };

/**
 * Any SMS service behind one small HTTP face: `POST url` with `{ id, phone, text }` as JSON, the token as bearer, the id once more as
 * `Idempotency-Key`. 2xx: taken. 408, 425, 429 and 5xx: later again. Every other answer: refused for good.
 */
export function createSmsGateway({ url, token }: SmsGateway): Sender {
  return {
    async send({ id, to, text }) {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'idempotency-key': id,
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify({ id, phone: to, text }),
        signal: AbortSignal.timeout(SEND_LIMIT_MS),
      }).catch((error: unknown) => {
        throw new SendError('gateway_unreachable', false, { cause: error });
      });
      await response.body?.cancel();
      if (response.ok) return;
      const isLater = response.status >= 500 || [408, 425, 429].includes(response.status);
      throw new SendError(`gateway_${response.status}`, !isLater);
    },
  };
}
