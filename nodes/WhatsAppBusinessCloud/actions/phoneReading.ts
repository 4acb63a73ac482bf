import { readDefaultCountry, type PhoneReading } from '../shared/input/phone';
import type { OperationItem } from './types';

/** How an operation with 'Default Country' under Options reads phone numbers of an item. @throws InputError */
export const phoneReading = (item: OperationItem): PhoneReading => ({
	country: readDefaultCountry(item.parameter('options.defaultCountry')),
	warn: (warning) => item.warn(warning),
});
