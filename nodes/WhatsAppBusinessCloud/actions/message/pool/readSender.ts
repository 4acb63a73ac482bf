import type { IExecuteFunctions } from 'n8n-workflow';
import { InputError, withPath } from '../../../shared/inputError';
import { checkPhoneNumberId } from '../../../shared/input/objectId';
import { readEnum } from '../../../shared/input/parameterValues';
import type { Recipient } from '../../../shared/input/recipient';
import type { OperationItem } from '../../types';
import { poolField } from './fields';
import { SenderPool, type PoolShare } from './senderPool';

/** Who sends a message. */
export interface Sender {
	/** Phone number ID; of a pool, that of the recipient's number. */
	sender: string;
	/** Set when it is sent from a pool. */
	share?: PoolShare;
}

/** The pools of a run, by their numbers. */
const pools = new WeakMap<IExecuteFunctions, Map<string, Promise<SenderPool>>>();

/** IDs as a list, or as a text with commas between them. */
function readIds(value: unknown): string[] {
	const entries: unknown[] =
		typeof value === 'string' ? value.split(/[\s,;]+/).filter(Boolean) : Array.isArray(value) ? value : [value];
	const ids = entries.map((entry, index) =>
		withPath(['sender phone number', index + 1], () => checkPhoneNumberId(entry, 'ID')),
	);
	if (ids.length > 0) return [...new Set(ids)];
	throw new InputError(poolField, 'is empty', 'Select the numbers that send, or enter a list of Phone Number IDs');
}

async function poolOf({ n8n, graph }: OperationItem, ids: string[]): Promise<SenderPool> {
	const known = pools.get(n8n) ?? new Map<string, Promise<SenderPool>>();
	pools.set(n8n, known);
	const key = ids.join();
	const pool = known.get(key) ?? SenderPool.open(n8n, graph, ids);
	known.set(key, pool);
	return await pool;
}

/**
 * Reads from which number the item's message goes out.
 * @throws InputError
 */
export async function readSender(item: OperationItem, recipient: Recipient): Promise<Sender> {
	const modes = ['number', 'pool'] as const;
	if (readEnum(item.parameter('sendFrom', 'number'), 'Send From', modes, 'number') === 'number')
		return { sender: checkPhoneNumberId(item.parameter('phoneNumberId')) };
	const ids = readIds(item.parameter('phoneNumberIds'));
	if (recipient.kind === 'group') {
		throw new InputError(
			'Send From',
			() => 'A group belongs to one number, so its messages cannot be spread over several',
			"Choose 'One Number' under 'Send From'",
		);
	}
	const share = (await poolOf(item, ids)).shareOf(recipient);
	return { sender: share.numbers[0], share };
}
