import type { INodeProperties } from 'n8n-workflow';
import { compact, text } from '../../shared/untrustedJson';
import { readOptions, writeOptions } from '../options';
import type { Operation, OperationItem } from '../types';
import { groupFields, readGroup } from './fields';

/**
 * Group > Get Invite Link, Reset Invite Link: GET and POST /{group}/invite_link. WhatsApp docs: Groups API > Invite
 * link.
 * @param check throws InputError when the item cannot be sent
 */
export function inviteLink(
	method: 'GET' | 'POST',
	description: string,
	further: INodeProperties[] = [],
	check: (item: OperationItem) => void = () => undefined,
): Operation {
	const isChange = method === 'POST';
	return {
		properties: [...groupFields(description), ...further, ...(isChange ? writeOptions : readOptions)],

		prepare(item) {
			const id = readGroup(item);
			check(item);
			const body = isChange ? { messaging_product: 'whatsapp' } : undefined;
			return {
				orderingKey: isChange ? `group ${id}` : undefined,
				async run() {
					const { invite_link: link } = await item.graph.request({ method, path: [id, 'invite_link'], body });
					return { json: compact({ groupId: id, inviteLink: text(link) }) };
				},
			};
		},
	};
}
