import { z } from 'zod';

/** Mainland mobile or landline; spaces and dashes are taken out, so that one telephone is one value. */
const typedPhone = z
  .string()
  .max(30)
  .transform((typed) => typed.replace(/[\s-]/g, '').replace(/^\+?86(?=\d{8,})/, ''));
const digits = /1[3-9]\d{9}|0\d{9,11}|\d{7,8}/.source;
export const phoneNumber = typedPhone.pipe(z.string().regex(new RegExp(`^(${digits})$`)));
/** Empty becomes null. */
export const maybePhone = typedPhone
  .pipe(z.string().regex(new RegExp(`^(${digits})?$`)))
  .transform((phone) => (phone === '' ? null : phone));
