import type { PhoneNumber } from './types';

/** Whether a number is an official business account: from the start, or since Meta approved its request. */
export const isOfficial = (phone: PhoneNumber): boolean =>
	phone.isOfficial === true || phone.officialStatus === 'APPROVED';
