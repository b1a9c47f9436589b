/** `138****5678`; the shorter the number, the less of it is left. Empty stays empty. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  if (digits === '') return '';
  if (digits.length >= 10) return `${digits.slice(0, 3)}****${digits.slice(-4)}`;
  return digits.length >= 8 ? `${digits.slice(0, 2)}****${digits.slice(-2)}` : `****${digits.slice(-2)}`;
}
