import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Report } from '../../flows/json';
import { readCollection, optionalFlag } from '../../shared/input/parameterValues';
import type { Operation } from '../types';
import { errorsOf } from './checkLocally';
import { flowJsonFields, readFlowJson, assertValidFlowJson } from './flowJson';
import { validationErrorsOf } from './withValidationErrors';

const FAIL = 'Fail When Invalid';
const SPLIT = 'One Item per Finding';

const asData = ({ findings, ...summary }: Report): IDataObject => ({
	...summary,
	findings: findings.map((finding) => ({ ...finding })),
});

/** The findings as items. A flow without findings returns one item, so that later nodes still run. */
function split({ findings, ...summary }: Report): INodeExecutionData[] {
	const { valid, errors, warnings } = summary;
	if (findings.length === 0) return [{ json: { valid, errors, warnings } }];
	return findings.map((finding) => ({ json: { ...finding, valid } }));
}

/**
 * Flow > Validate JSON: validates Flow JSON 5.0 to 7.3 without a request. WhatsApp docs: Flows > Flow JSON.
 * Output: `{valid, errors, warnings, version, dataApiVersion, screens, findings}`, or an item per finding.
 */
export const validateJson: Operation = {
	properties: [
		...flowJsonFields,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: FAIL,
					name: 'failWhenInvalid',
					type: 'boolean',
					default: false,
					description: 'Whether the item fails if the Flow JSON has errors. Warnings never cause a failure.',
				},
				{
					displayName: SPLIT,
					name: 'splitFindings',
					type: 'boolean',
					default: false,
					description: 'Whether to output one item per error or warning instead of one item with all of them',
				},
			],
		},
	],

	async prepare(item) {
		const options = readCollection(item.parameter('options', {}), 'Options');
		const fail = optionalFlag(options.failWhenInvalid, FAIL) ?? false;
		const splits = optionalFlag(options.splitFindings, SPLIT) ?? false;
		const report = await assertValidFlowJson(await readFlowJson(item));
		if (fail && !report.valid)
			throw validationErrorsOf(errorsOf(report), `Turn off '${FAIL}' to get all findings as data.`);
		return { run: async () => (splits ? split(report) : { json: asData(report) }) };
	},
};
