import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { InputError } from '../../shared/inputError';
import { optionalText } from '../../shared/input/parameterValues';
import { readSourceAccount, sourceAccountField } from '../migration';
import { writeOptions } from '../options';
import type { Operation } from '../types';
import { objects } from '../../shared/untrustedJson';

const FIELD = 'Flow Names';

/** Maximum of source_flow_names. WhatsApp docs: Flows > Flows API > Migrating flows. */
const MAX_NAMES = 100;

/** Names as entered: they may contain commas. */
function readNames(value: unknown): string[] {
	const list = Array.isArray(value) ? (value as unknown[]) : [value];
	const names = [...new Set(list.flatMap((entry) => optionalText(entry, FIELD)?.trim() ?? []))];
	if (names.length <= MAX_NAMES) return names;
	throw new InputError(
		FIELD,
		`has ${names.length} names, WhatsApp accepts ${MAX_NAMES} per request`,
		'Use several items, or leave it empty to copy all flows',
	);
}

const rows = (list: unknown, status: string): INodeExecutionData[] =>
	objects(list).map((entry) => ({ json: { status, ...(entry as IDataObject) } }));

/** Flow > Migrate: POST /{waba}/migrate_flows. WhatsApp docs: Flows > Flows API > Migrating flows. */
export const migrate: Operation = {
	properties: [
		sourceAccountField(
			'ID of the WhatsApp Business Account to copy Flows from. It must belong to the same Meta business as the account of the credential.',
		),
		{
			displayName: FIELD,
			name: 'flowNames',
			type: 'string',
			typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Name' },
			default: [],
			placeholder: 'e.g. table_booking',
			description: `Names of the Flows to copy, up to ${MAX_NAMES}. Default: all Flows of the account.`,
		},
		...writeOptions,
	],

	prepare(item) {
		const { account, source } = readSourceAccount(item);
		const names = readNames(item.parameter('flowNames', []));
		const query = { source_waba_id: source, source_flow_names: names.length > 0 ? JSON.stringify(names) : undefined };
		return {
			async run() {
				// Safe to retry: a flow that was already copied fails because its name exists.
				const response = await item.graph.request({
					method: 'POST',
					path: [account, 'migrate_flows'],
					query,
					idempotent: true,
				});
				return [...rows(response.migrated_flows, 'migrated'), ...rows(response.failed_flows, 'failed')];
			},
		};
	},
};
