export { comparableNumber } from './compare';
export { defaultCountryField, readDefaultCountry } from './defaultCountry';
export { otherForm } from './forms';
export { countryOf, listCountries } from './numberingPlans';
export { normalizePhoneNumber, type PhoneReading } from './parse';
