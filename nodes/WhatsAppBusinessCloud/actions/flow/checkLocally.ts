import type { IDataObject } from 'n8n-workflow';
import type { Finding, Report } from '../../flows/json';
import { inputWarning, type InputWarning } from '../../shared/inputWarning';
import type { OperationItem } from '../types';
import { assertValidFlowJson, type FlowJsonText } from './flowJson';
import { validationErrorsOf } from './withValidationErrors';

/** The errors of a report, as rows like those of Meta's errors. */
export const errorsOf = ({ findings }: Report): IDataObject[] =>
	findings.filter(({ level }) => level === 'error').map((finding) => ({ ...finding }));

const FIELD = 'Flow JSON';

const warningOf = ({ pointer, message, advice }: Finding): InputWarning =>
	inputWarning(
		FIELD,
		(field) => (pointer === '' ? `In ${field}: ${message}` : `In ${field}, ${pointer}: ${message}`),
		advice,
	);

/**
 * Validates Flow JSON before it is sent; WhatsApp's recommendations become warnings of the item. Loads the validator on
 * demand.
 * @throws InputError when there are errors
 */
export async function checkLocally(item: OperationItem, json: FlowJsonText): Promise<void> {
	const report = await assertValidFlowJson(json);
	if (!report.valid) {
		throw validationErrorsOf(
			errorsOf(report),
			"Nothing was sent. Correct the JSON, or turn off 'Validate Before Sending' to let WhatsApp validate it.",
		);
	}
	for (const finding of report.findings) item.warn(warningOf(finding));
}
