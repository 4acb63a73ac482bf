export { comparableNumber, isSameNumber, otherForm } from './compare';
export { shortNumberWarning } from './countries';
export { normalizePhoneNumber as phoneDigits } from './parse';
