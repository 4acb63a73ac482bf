export { comparableNumber } from './compare';
export { defaultCountryField, readDefaultCountry } from './defaultCountry';
export { otherForm } from './forms';
export { listCountries } from './numberingPlans';
export { normalizePhoneNumber, type PhoneReading } from './parse';
