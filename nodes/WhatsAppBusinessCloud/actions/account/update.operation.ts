import { businessAccount } from '../../shared/input/commonFields';
import { optionalFlag, readEnum } from '../../shared/input/parameterValues';
import { readAccount } from '../accountId';
import { checkConfirmed, confirmFields } from '../confirm';
import { writeOptions } from '../options';
import type { Operation, OperationItem } from '../types';

const FIELD = 'Setting';
const ALLOW = 'Allow';
const settings = ['insights', 'marketingOnCloudApi', 'templateAutoArchival'] as const;

const insights = {
	what: 'turn insights on',
	consequence:
		'Insights count reads and clicks of templates, for Analytics > Templates. Once they are on, they cannot be turned off.',
	displayOptions: { show: { setting: ['insights'] } },
};

/** @throws InputError */
function readBody(item: OperationItem, setting: (typeof settings)[number]): Record<string, boolean> {
	if (setting === 'insights') {
		checkConfirmed(item, insights);
		return { is_enabled_for_insights: true };
	}
	const allow = optionalFlag(item.parameter('allow', true), ALLOW) ?? true;
	return setting === 'marketingOnCloudApi'
		? { disable_marketing_messages_on_cloud_api: !allow }
		: { template_auto_archival_enabled: allow };
}

/** Account > Update: POST /{waba}. WhatsApp docs: WhatsApp Business Accounts. */
export const update: Operation = {
	properties: [
		businessAccount,
		{
			displayName: FIELD,
			name: 'setting',
			type: 'options',
			options: [
				{ name: 'Insights', value: 'insights', description: 'Count reads and clicks of templates' },
				{
					name: 'Marketing Messages Through the Cloud API',
					value: 'marketingOnCloudApi',
					description: 'Send marketing templates without the Marketing Messages API',
				},
				{
					name: 'Template Auto-Archival',
					value: 'templateAutoArchival',
					description: 'Let Meta archive templates that are not used',
				},
			],
			default: 'insights',
			description: 'What to change',
		},
		...confirmFields(insights),
		{
			displayName: ALLOW,
			name: 'allow',
			type: 'boolean',
			default: true,
			description: 'Whether the account may do this',
			displayOptions: { hide: { setting: ['insights'] } },
		},
		...writeOptions,
	],

	prepare(item) {
		const account = readAccount(item);
		const setting = readEnum(item.parameter('setting'), FIELD, settings, 'insights');
		const body = readBody(item, setting);
		return {
			async run() {
				const response = await item.graph.request({ method: 'POST', path: [account], body, idempotent: true });
				return { json: { id: account, setting, updated: response.success !== false } };
			},
		};
	},
};
