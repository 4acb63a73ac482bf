import { InputError } from '../../shared/inputError';
import { overrideTargetFor, type OverrideTarget } from '../../subscriptions/callbackOverride';
import { checkPhoneNumberId } from '../../shared/input/objectId';
import type { OperationItem } from '../types';

/** The account or number that an override belongs to. */
export interface Target {
	place: OverrideTarget;
	/** For the output: the kind of target, and its ID. */
	json: { overrideFor: 'businessAccount' | 'phoneNumber'; id: string };
}

/** Reads 'Override For'. @param appId identifies the app among the account's subscribed apps @throws InputError */
export function readTarget(item: OperationItem, appId: string): Target {
	const wabaId = item.graph.businessAccountId;
	const overrideFor = item.parameter('overrideFor', 'phoneNumber');
	if (overrideFor !== 'businessAccount' && overrideFor !== 'phoneNumber') {
		throw new InputError('Override For', 'is neither an account nor a number', 'Select it again.');
	}
	const phoneNumberId =
		overrideFor === 'phoneNumber' ? checkPhoneNumberId(item.parameter('phoneNumberId'), 'Phone Number') : '';
	return {
		place: overrideTargetFor(item.graph, { listenOn: overrideFor, wabaId, phoneNumberId, appId }),
		json: { overrideFor, id: phoneNumberId || wabaId },
	};
}
