/**
 * Rises when a client of before would misread the server. It travels in the socket's handshake and in the HTTP header
 * `x-contract-version`; an older client is told `conflict/client_too_old` and reloads. In a file of its own, so that
 * pages can have it without the schemas.
 */
export const contractVersion = 1;
