import type { Operation } from '../types';
import { checkLocally } from './checkLocally';
import { flowLocator, readFlowId } from './fields';
import { flowJsonFields, readFlowJson } from './flowJson';
import { validationErrorsOf, withValidationErrors } from './withValidationErrors';
import { jsonWriteOptions, readJsonOptions } from './writeOptions';

/** Flow > Update JSON: POST /{flow}/assets. WhatsApp docs: Flows > Flows API > Updating a Flow's Flow JSON. */
export const updateJson: Operation = {
	properties: [flowLocator('The draft to replace the Flow JSON of'), ...flowJsonFields, ...jsonWriteOptions],

	async prepare(item) {
		const id = readFlowId(item);
		const { checkFirst, failOnErrors } = readJsonOptions(item);
		const json = await readFlowJson(item);
		if (checkFirst) await checkLocally(item, json);
		return {
			async run() {
				const response = withValidationErrors(await item.graph.uploadFlowJson(id, json.text));
				if (!response.valid && failOnErrors) {
					throw validationErrorsOf(
						response.validationErrors,
						'The draft has this JSON now, and cannot be published. Correct the JSON, then update it again.',
					);
				}
				return { json: { id, ...response } };
			},
		};
	},
};
