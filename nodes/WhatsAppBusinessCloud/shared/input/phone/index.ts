export { comparableNumber, isSameNumber, otherForm } from './compare';
export { shortNumberWarning } from './countries';
export { normalizePhoneNumber } from './parse';
