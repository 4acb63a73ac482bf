import { visiblePhone } from '../routes/nodes';
import { requireScope } from '../auth';
import type { Scope } from '../tokens';
import { unknownObject } from '../errors';
import type { RequestContext } from '../requestContext';
import type { State } from '../state';
import type { NumberChange, PhoneNumber } from '../types';

/** The PIN of the registered numbers that the emulator starts with. */
export const seedPin = '204518';

/** The PIN of two-step verification; undefined when it is off. */
export const pinOf = ({ pin, registered }: PhoneNumber): string | undefined =>
	pin ?? (registered ? seedPin : undefined);

export const isVerified = ({ isVerified: verified, registered }: PhoneNumber): boolean => verified ?? registered;

/** The number of a path, for a call with one of these permissions. */
export function managedPhone(ctx: RequestContext, id: string, ...scopes: Scope[]): PhoneNumber {
	const phone = visiblePhone(ctx, id);
	if (!phone) throw unknownObject(ctx.method, id);
	requireScope(ctx, ...(scopes.length > 0 ? scopes : (['whatsapp_business_management'] as const)));
	return phone;
}

/** @throws RangeError when there is no such number */
export function changeNumber({ phones }: State, id: string, { blockedWith, ...change }: NumberChange): void {
	const phone = phones.get(id);
	if (!phone) throw new RangeError(`There is no phone number with the ID '${id}'`);
	Object.assign(phone, change);
	if (blockedWith === null) delete phone.blockedWith;
	else if (blockedWith !== undefined) phone.blockedWith = blockedWith;
}

/** What the emulator knows of each number of the account, with codes that only the owner of the phone would see. */
export function numbersReport({ phones, seed }: State): object[] {
	return [...phones.values()]
		.filter(({ wabaId }) => wabaId === seed.wabaId)
		.map((phone) => ({
			id: phone.id,
			displayPhoneNumber: phone.displayPhoneNumber,
			verifiedName: phone.verifiedName,
			status: phone.status,
			isVerified: isVerified(phone),
			registered: phone.registered,
			qualityRating: phone.qualityRating,
			throughputLevel: phone.throughputLevel,
			...(phone.blockedWith === undefined ? {} : { blockedWith: phone.blockedWith }),
			...(phone.code === undefined ? {} : { verificationCode: phone.code }),
			...(pinOf(phone) === undefined ? {} : { pin: pinOf(phone) }),
			...(phone.requestedName === undefined ? {} : { requestedName: phone.requestedName }),
			...(phone.qrCodes === undefined ? {} : { qrCodes: phone.qrCodes }),
		}));
}
