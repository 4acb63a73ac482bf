export { comparableNumber, isSameNumber, otherForm } from './compare';
export { shortNumberWarning } from './countries';
export { phoneDigits } from './parse';
