import type { Json } from '../../../../emulator/test/phone/parts';
import type { CustomerAtPhone } from '../customer';
import { ANN } from '../phone';

/** Does things on the phone. @returns the items with which they start a trigger */
export type Actions = (customer: CustomerAtPhone) => Promise<Json[]>;

/** The item of a message from Ann. */
export const message = (type: string, fields: Json): Json => ({
	kind: 'message',
	from: ANN,
	profileName: 'Ann Lee',
	type,
	...fields,
});

/** The item of an answer to an interactive message. */
export const reply = (replyTo: string, fields: Json): Json => message('interactive', { replyTo, ...fields });
