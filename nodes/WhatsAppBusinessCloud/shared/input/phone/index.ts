export { comparableNumber } from './compare';
export { defaultCountryField, readDefaultCountry } from './defaultCountry';
export { otherForm } from './forms';
export { callingCodeOf, countryOf, listCountries } from './numberingPlans';
export { isCountry } from './numberingPlans';
export { normalizePhoneNumber, type PhoneReading } from './parse';
